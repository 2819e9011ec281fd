/** A repeatable stream of random numbers in [0, 1), identical on every machine (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/**
 * Smooth noise in [-1, 1]: a cubic B-spline over random values, which never stops or jerks.
 * Repeats after `length`.
 */
export const createNoise = (random: () => number, length = 64): ((x: number) => number) => {
  const values = Float64Array.from({ length }, () => random() * 2 - 1);
  // The first three again at the end, so that a place between the last and the first one is no exception.
  const around = Float64Array.from({ length: length + 3 }, (_, index) => values[index % length] as number);
  return (x) => {
    const cell = Math.floor(x);
    const t = x - cell;
    const s = 1 - t;
    const first = (((cell - 1) % length) + length) % length;
    const before = (around[first] as number) * s * s * s;
    const here = (around[first + 1] as number) * (3 * t * t * t - 6 * t * t + 4);
    const next = (around[first + 2] as number) * (3 * s * s * s - 6 * s * s + 4);
    const after = (around[first + 3] as number) * t * t * t;
    return (before + here + next + after) / 6;
  };
};

/** Noise over time in seconds, at `rate` values per second. In a loop it repeats after `seconds`. */
export const createWander = (
  random: () => number,
  rate: number,
  seconds: number,
  loop: boolean,
): ((time: number) => number) => {
  if (!loop) {
    const noise = createNoise(random);
    return (time) => noise(time * rate);
  }
  const values = Math.max(3, Math.round(rate * seconds));
  const noise = createNoise(random, values);
  return (time) => noise((time * values) / seconds);
};
