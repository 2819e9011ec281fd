import * as z from 'zod';
import type { Json } from '../../core/json.ts';
import { graphFor, linkOf } from './fill-graph.ts';
import type { Graph, NodeInput, Workflow } from './workflow.ts';

const inputs = z.record(z.string(), z.array(z.unknown()));

/** The node types a server offers, from its `/object_info`. */
export const nodesShape = z.record(
  z.string(),
  z.object({ input: z.object({ required: inputs.optional(), optional: inputs.optional() }) }),
);
export type Nodes = z.infer<typeof nodesShape>;

const optionsShape = z.object({ options: z.array(z.unknown()) });
const limitsShape = z.object({ min: z.number().optional(), max: z.number().optional() });

/** The values an input allows, in the format of older or newer servers; null when it isn't a choice. */
const choicesOf = ([type, more]: readonly unknown[]): readonly unknown[] | null => {
  if (Array.isArray(type)) return type;
  const read = optionsShape.safeParse(more);
  return type === 'COMBO' && read.success ? read.data.options : null;
};

const refusal = (value: Json, declared: readonly unknown[]): string | null => {
  const choices = choicesOf(declared);
  if (choices !== null && !choices.includes(value)) return `${JSON.stringify(value)} is not there`;
  const limits = limitsShape.safeParse(declared[1]);
  if (typeof value !== 'number' || !limits.success) return null;
  if (value < (limits.data.min ?? value)) return `${value} is below ${limits.data.min}`;
  return value > (limits.data.max ?? value) ? `${value} is above ${limits.data.max}` : null;
};

/**
 * What is wrong with a graph on a server with these node types. Ignores inputs in `later`, which are filled in later.
 */
const problemsIn = (graph: Graph, nodes: Nodes, later: readonly NodeInput[]): string[] =>
  Object.entries(graph).flatMap(([id, { class_type, inputs: nodeInputs }]) => {
    const { required = {}, optional = {} } = nodes[class_type]?.input ?? {};
    if (nodes[class_type] === undefined) return [`node ${id}: there is no ${class_type} on the server`];
    const problem = (input: string, reason: string) => `node ${id} (${class_type}): ${input} ${reason}`;
    const missing = Object.keys(required).filter((input) => nodeInputs[input] === undefined);
    const wrong = Object.entries(nodeInputs).flatMap(([input, value]) => {
      const declared = required[input] ?? optional[input];
      if (declared === undefined) return [problem(input, 'is not one of its inputs')];
      if (linkOf(value) !== null) return graph[linkOf(value) ?? ''] ? [] : [problem(input, 'leads nowhere')];
      if (later.some((place) => place.node === id && place.input === input)) return [];
      const reason = refusal(value, declared);
      return reason === null ? [] : [problem(input, reason)];
    });
    return [...missing.map((input) => problem(input, 'is missing')), ...wrong];
  });

/** The reasons why a workflow can't run on a server with these node types; empty when it can. */
export const checkWorkflow = (workflow: Workflow, nodes: Nodes): readonly string[] => {
  const { photo, last, prompt, negative, seed, frames, fps, size } = workflow;
  const later = [...photo, ...last, ...prompt, ...negative, ...seed, ...frames.at, ...fps.at];
  later.push(...size.width, ...size.height);
  const counts = last.length > 0 ? [1, 2] : [1];
  return [...new Set(counts.flatMap((count) => problemsIn(graphFor(workflow, count), nodes, later)))];
};
