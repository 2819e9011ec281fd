import pTimeout from 'p-timeout';
import { Failure, type FailureKind } from './failure.ts';

/** Returns the promise's result, or throws the named `Failure` if it takes longer than this many seconds. */
export const withTimeout = <Result>(
  seconds: number,
  late: FailureKind,
  promise: Promise<Result>,
): Promise<Result> => pTimeout(promise, { milliseconds: seconds * 1_000, message: new Failure(late) });
