import { Failure, type FailureKind } from '../core/failure.ts';

/** A promise that must settle within so many seconds. Throws the Failure named when it does not. */
export const within = <Result>(
  seconds: number,
  late: FailureKind,
  promise: Promise<Result>,
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Failure(late)), seconds * 1_000);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
};
