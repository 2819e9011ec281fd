import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Graph } from '../../../src/engines/comfyui/workflow.ts';

export type Upload = {
  readonly name: string;
  readonly subfolder: string;
  readonly type: string;
  readonly bytes: Buffer;
};

/** A file sent to the server; null where it is none, or leads out of its folder. */
export const readUpload = async (request: IncomingMessage): Promise<Upload | null> => {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
  const image = form.get('image');
  const text = (field: string): string | null => {
    const value = form.get(field);
    return typeof value === 'string' ? value : null;
  };
  if (!(image instanceof File) || image.name === '') return null;
  const subfolder = text('subfolder') ?? '';
  if (`${subfolder}/${image.name}`.split('/').includes('..')) return null;
  // Without being told to overwrite, ComfyUI would choose another name.
  if (text('overwrite') !== 'true') return null;
  const bytes = Buffer.from(await image.arrayBuffer());
  return { name: image.name, subfolder, type: text('type') ?? 'input', bytes };
};

const number = (graph: Graph, ...names: readonly string[]): number | null => {
  for (const { inputs } of Object.values(graph))
    for (const name of names) if (typeof inputs[name] === 'number') return inputs[name];
  return null;
};

/** What a graph asks for: how many frames, how fast, and under which name. */
export const valuesIn = (graph: Graph, output: string) => ({
  frames: number(graph, 'length') ?? 81,
  fps: number(graph, 'fps') ?? 16,
  prefix: String(graph[output]?.inputs['filename_prefix'] ?? 'ComfyUI'),
});
