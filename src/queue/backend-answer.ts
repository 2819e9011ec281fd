import pTimeout from 'p-timeout';
import { Failure } from '../core/failure.ts';

const answerLimit = 3_000;
/** Time limit in milliseconds for a backend that starts at the same time as we do, or migrates its tables. */
export const connectTimeout = 10_000;

/** Whether the promise settles, either way, within this many milliseconds. */
export const settlesWithin = (milliseconds: number, promise: Promise<unknown>): Promise<boolean> =>
  pTimeout(
    promise.then(
      () => true,
      () => true,
    ),
    { milliseconds, fallback: () => false },
  );

/**
 * Returns the backend's answer. Throws `Failure` `queue_down` if it fails or takes longer than `limit` milliseconds.
 */
export const answer = async <Value>(query: Promise<Value>, limit = answerLimit): Promise<Value> => {
  if (!(await settlesWithin(limit, query))) throw new Failure('queue_down');
  return query.catch((cause: unknown) => {
    throw new Failure('queue_down', {}, cause);
  });
};
