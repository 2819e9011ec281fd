import { setTimeout } from 'node:timers/promises';
import { Failure } from '../core/failure.ts';

const answerLimit = 3_000;
/** A backend that starts together with us, or brings its tables up to date, may take this long. */
export const openLimit = 10_000;

/** Whether the promise settled, either way, before the milliseconds were over. */
export const settlesWithin = async (milliseconds: number, promise: Promise<unknown>): Promise<boolean> => {
  const timer = new AbortController();
  const settled = promise.then(
    () => true,
    () => true,
  );
  const late = setTimeout(milliseconds, false, { signal: timer.signal });
  try {
    return await Promise.race([settled, late]);
  } finally {
    timer.abort();
  }
};

/** The backend's answer. Throws Failure `queue_down` when it refuses or takes longer than `limit` milliseconds. */
export const answer = async <Value>(asked: Promise<Value>, limit = answerLimit): Promise<Value> => {
  if (!(await settlesWithin(limit, asked))) throw new Failure('queue_down');
  return asked.catch((cause: unknown) => {
    throw new Failure('queue_down', {}, cause);
  });
};
