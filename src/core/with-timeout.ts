import pTimeout from 'p-timeout';
import { Failure, type FailureKind } from './failure.ts';

/** The promise, or the Failure named when it takes longer than so many seconds. */
export const withTimeout = <Result>(
  seconds: number,
  late: FailureKind,
  promise: Promise<Result>,
): Promise<Result> => pTimeout(promise, { milliseconds: seconds * 1_000, message: new Failure(late) });
