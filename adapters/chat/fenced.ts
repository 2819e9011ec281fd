import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fence } from '../../src/core/fence.ts';

const fences = new AsyncLocalStorage<Fence>();

/** Runs `work` with a fence that is checked right before each request. A nested fence replaces the outer one. */
export const fenced = <Result>(fence: Fence, work: () => Promise<Result>): Promise<Result> =>
  fences.run(fence, work);

/** Sends a request after checking the current fence, if any. Aborts it when the job is no longer ours. */
export const passFence = async <Result>(
  late: AbortSignal | null,
  request: (signal: AbortSignal | null) => Promise<Result>,
): Promise<Result> => {
  const fence = fences.getStore();
  if (fence === undefined) return request(late);
  await fence.check();
  return request(late === null ? fence.signal : AbortSignal.any([late, fence.signal]));
};
