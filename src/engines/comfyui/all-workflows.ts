import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isMissingFile } from '../../core/failure.ts';
import { filesOf, readWorkflow, type WorkflowProblem } from './read-workflow.ts';
import type { Workflow } from './workflow.ts';

export type Workflows = {
  readonly workflows: readonly Workflow[];
  /** Workflows that were skipped, with the reason. */
  readonly problems: readonly (WorkflowProblem & { readonly name: string })[];
};

/** The folder inside the data folder that holds the operator's own workflows. */
export const ownFolder = 'workflows';

// Workflows are tried in this order.
const shipped = ['wan-2.2-i2v', 'ltx-2', 'hunyuan-video-1.5'];
const shippedFolder = dirname(createRequire(import.meta.url).resolve('#workflows/ltx-2.json'));

const readJson = (folder: string, file: string): { readonly json: unknown } | WorkflowProblem => {
  try {
    return { json: JSON.parse(readFileSync(join(folder, file), 'utf8')) };
  } catch (error) {
    const reason = isMissingFile(error) ? 'is missing' : 'is not JSON';
    return { file, field: '', reason };
  }
};

const read = (
  folder: string,
  name: string,
  own: boolean,
): { readonly workflow: Workflow } | WorkflowProblem => {
  const files = filesOf(name);
  const graph = readJson(folder, files.graph);
  if ('reason' in graph) return graph;
  const fields = readJson(folder, files.fields);
  return 'reason' in fields ? fields : readWorkflow(name, own, graph.json, fields.json);
};

const namesIn = (folder: string): string[] => {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    return [...new Set(files.map((file) => file.replace(/(?:\.fields)?\.json$/, '')))].sort();
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
};

/** Reads the bundled workflows and those in the data folder, which replace bundled ones of the same name. */
export const readWorkflows = (dataFolder: string): Workflows => {
  const folder = join(dataFolder, ownFolder);
  const ownNames = namesIn(folder);
  const results = [
    ...ownNames.map((name) => ({ name, result: read(folder, name, true) })),
    ...shipped
      .filter((name) => !ownNames.includes(name))
      .map((name) => ({ name, result: read(shippedFolder, name, false) })),
  ];
  return {
    workflows: results.flatMap(({ result }) => ('workflow' in result ? [result.workflow] : [])),
    problems: results.flatMap(({ name, result }) => ('reason' in result ? [{ name, ...result }] : [])),
  };
};
