import { readdirSync, readFileSync } from 'node:fs';
import type { Json } from '../../../src/core/json.ts';

/** An input as ComfyUI declares it: its type or its choices, and more about it. */
type Declared = readonly [string | readonly Json[] | { files: string }, { readonly [key: string]: Json }?];
type Inputs = Readonly<Record<string, Declared>>;
export type Node = {
  readonly required: Inputs;
  readonly optional: Inputs;
  readonly outputs: readonly string[];
  readonly saves?: true;
};
export type Nodes = Readonly<Record<string, Node>>;

const read = (path: string | URL): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The files that the workflows of this project name are installed. */
const installed = (): string[] => {
  const folder = 'src/engines/comfyui/workflows';
  const texts = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  return [...new Set(texts.flatMap((text) => text.match(/[\w.-]+\.safetensors/g) ?? []))];
};

const known = (read(new URL('nodes.json', import.meta.url)) as { nodes: Nodes }).nodes;
const models = installed();

const withFiles = ([type, more]: Declared): Declared => {
  if (typeof type === 'object' && 'files' in type) return [type.files === 'image' ? [] : models, more ?? {}];
  if (more !== undefined && 'files' in more) return [type, { options: models }];
  return more === undefined ? [type] : [type, more];
};

const inputsOf = (inputs: Inputs): Inputs =>
  Object.fromEntries(Object.entries(inputs).map(([name, declared]) => [name, withFiles(declared)]));

/** Every kind of node this server has. */
export const nodes: Nodes = Object.fromEntries(
  Object.entries(known).map(([name, node]) => [
    name,
    { ...node, required: inputsOf(node.required), optional: inputsOf(node.optional) },
  ]),
);

/** What `/object_info` tells of it. */
export const objectInfo = (list: Nodes): Json =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(list).map(([name, { required, optional, outputs, saves }]) => [
          name,
          { input: { required, optional }, output: outputs, name, output_node: saves === true },
        ]),
      ),
    ),
  );
