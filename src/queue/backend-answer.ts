import pTimeout from 'p-timeout';
import { Failure } from '../core/failure.ts';

const answerLimit = 3_000;
/** A backend that starts together with us, or brings its tables up to date, may take this long. */
export const openLimit = 10_000;

/** Whether the promise settled, either way, before the milliseconds were over. */
export const settlesWithin = (milliseconds: number, promise: Promise<unknown>): Promise<boolean> =>
  pTimeout(
    promise.then(
      () => true,
      () => true,
    ),
    { milliseconds, fallback: () => false },
  );

/** The backend's answer. Throws Failure `queue_down` when it refuses or takes longer than `limit` milliseconds. */
export const answer = async <Value>(asked: Promise<Value>, limit = answerLimit): Promise<Value> => {
  if (!(await settlesWithin(limit, asked))) throw new Failure('queue_down');
  return asked.catch((cause: unknown) => {
    throw new Failure('queue_down', {}, cause);
  });
};
