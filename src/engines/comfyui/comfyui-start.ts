import { readFile } from 'node:fs/promises';
import type { Plan, StartContext } from '../../core/engine.ts';
import { asFailure, Failure } from '../../core/failure.ts';
import { away, type Server } from './comfyui-api.ts';
import { type ComfyReceipt, photoFile, promptIdOf, receiptOf, wipe } from './comfyui-receipt.ts';
import { fillGraph } from './fill-graph.ts';
import type { WorkflowInput } from './plan-workflow.ts';
import type { ServerWatch } from './watch-servers.ts';
import type { Workflow } from './workflow.ts';

/** The server with the shortest queue among those that can run the workflow. */
const leastBusy = async (watch: ServerWatch, workflow: string, id: string): Promise<Server> => {
  const ask = async (server: Server) => {
    try {
      return [{ server, jobs: (await server.queue(id)).jobs }];
    } catch {
      watch.suspect(server);
      return [];
    }
  };
  const answers = (await Promise.all(watch.serversFor(workflow).map(ask))).flat();
  const [best] = answers.sort((one, other) => one.jobs - other.jobs);
  if (best === undefined) throw away(new Error('no server answers that has the workflow'));
  return best.server;
};

const upload = async (server: Server, path: string, filename: string, signal: AbortSignal) => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Failure('expired', {}, error);
  });
  return server.upload(new Uint8Array(bytes), photoFile(filename), signal);
};

/**
 * Uploads the photos and queues the workflow under the attempt's prompt id. Throws `Failure` `unknown_outcome`, or
 * the server's refusal.
 */
export const begin = async (
  watch: ServerWatch,
  workflow: Workflow,
  plan: Plan,
  { idempotencyKey, photos, signal, fence }: StartContext,
): Promise<ComfyReceipt> => {
  const id = promptIdOf(idempotencyKey);
  if (!watch.checked()) await watch.check(signal);
  const server = await leastBusy(watch, workflow.name, id);
  const receipt = receiptOf(server, id, workflow, plan);
  const names = await Promise.all(
    receipt.photos.map((filename, index) => upload(server, photos[index] ?? '', filename, signal)),
  );
  const graph = fillGraph(workflow, plan.input as WorkflowInput, names, `photoplay/${id}`);
  await fence.check();
  try {
    await server.submit(graph, id, signal);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.kind === 'unavailable') throw new Failure('unknown_outcome', {}, failure);
    if (failure.kind === 'invalid_input') watch.suspect(server);
    await wipe(server, receipt);
    throw failure;
  }
  return receipt;
};

/**
 * Finds the server where a prompt is queued, running or finished; null when no server knows it. Throws `Failure`
 * `unknown_outcome` while that isn't certain.
 */
export const search = async (
  servers: readonly Server[],
  id: string,
  age: number,
  tuning: { readonly grace: number; readonly searched: number },
): Promise<Server | null> => {
  // Ask for the queue first: a prompt moves from the queue to the history, never back.
  const knows = async (server: Server): Promise<boolean> =>
    (await server.queue(id)).place !== null || (await server.history(id)) !== null;
  const answers = await Promise.allSettled(servers.map(knows));
  const found = servers[answers.findIndex((one) => one.status === 'fulfilled' && one.value)];
  if (found !== undefined) return found;
  const silent = answers.some(({ status }) => status === 'rejected');
  if (age < (silent ? tuning.searched : tuning.grace)) throw new Failure('unknown_outcome');
  // A server that never answers may still render it, but that costs nothing.
  return null;
};
