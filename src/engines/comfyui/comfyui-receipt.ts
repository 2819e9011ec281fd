import * as z from 'zod';
import type { Plan } from '../../core/engine.ts';
import type { OutputFile, Server } from './comfyui-api.ts';
import { clipIn } from './comfyui-failures.ts';
import { samplersIn } from './fill-graph.ts';
import type { WorkflowInput } from './plan-workflow.ts';
import type { Workflow } from './workflow.ts';

/** What a receipt stores: where the take runs, and what is needed from its graph until it ends. */
export const receiptShape = z.object({
  id: z.string(),
  server: z.string(),
  /** The node that saves the clip. `samplers` lists the nodes that sample. */
  output: z.string(),
  samplers: z.array(z.string()),
  photos: z.array(z.string()),
});
export type ComfyReceipt = z.infer<typeof receiptShape>;

/** The prompt id of an attempt: its idempotency key as a UUID, which newer servers require. */
export const promptIdOf = (idempotencyKey: string): string => {
  const hex = Buffer.from(idempotencyKey, 'base64url').toString('hex').padEnd(32, '0');
  const [time, middle, version, variant, node] = [
    ...[hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20, 32)],
  ];
  return `${time}-${middle}-4${version}-a${variant}-${node}`;
};

export const receiptOf = (server: Server, id: string, workflow: Workflow, plan: Plan): ComfyReceipt => ({
  ...{ id, server: server.url, output: workflow.output, samplers: samplersIn(workflow.graph) },
  photos: Array.from(
    { length: (plan.input as WorkflowInput).photos },
    (_, index) => `${id}-${index + 1}.jpg`,
  ),
});

/** An uploaded photo. It is in the `temp` folder, which the server empties when it starts. */
export const photoFile = (filename: string): OutputFile => ({ filename, subfolder: '', type: 'temp' });

// The API can't delete files, but an upload can overwrite one.
const nothing = new TextEncoder().encode('removed');

/** Removes a take's files and its history entry, which holds user text, from the server. Ignores errors. */
export const wipe = async (server: Server, { id, output, photos }: ComfyReceipt): Promise<void> => {
  const entry = await server.history(id).catch(() => null);
  const clip = entry === null ? null : clipIn(entry, output);
  const files = [...photos.map(photoFile), ...(clip === null ? [] : [clip])];
  await Promise.allSettled([...files.map((file) => server.upload(nothing, file)), server.forget(id)]);
};
