import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fence } from '../../src/core/fence.ts';

const fences = new AsyncLocalStorage<Fence>();

/** Does work whose fence is checked right before each request. A fence inside another one takes its place. */
export const fenced = <Result>(fence: Fence, work: () => Promise<Result>): Promise<Result> =>
  fences.run(fence, work);

/** Sends a request, unless what it is about is no longer ours; given up when it no longer is. */
export const passFence = async <Result>(
  late: AbortSignal | null,
  request: (signal: AbortSignal | null) => Promise<Result>,
): Promise<Result> => {
  const fence = fences.getStore();
  if (fence === undefined) return request(late);
  await fence.check();
  return request(late === null ? fence.signal : AbortSignal.any([late, fence.signal]));
};
