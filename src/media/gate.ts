/** Lets at most `places` tasks run at once; the others wait in line. */
export const createGate = (places: number): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let free = places;
  const line: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((enter) => line.push(enter));
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
