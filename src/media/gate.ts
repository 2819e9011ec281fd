type Gate = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Lets at most `places` tasks run at once; the others wait in line, until `signal` aborts. */
export const createGate = (places: number): Gate => {
  let free = places;
  const line: (() => void)[] = [];
  const enter = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        line.splice(line.indexOf(begin), 1);
        reject(signal?.reason);
      };
      const begin = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      signal?.addEventListener('abort', giveUp);
      line.push(begin);
    });
  return async (task, signal) => {
    signal?.throwIfAborted();
    if (free > 0) free -= 1;
    else await enter(signal);
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
