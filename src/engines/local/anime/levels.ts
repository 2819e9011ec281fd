import { clamp } from '../wave.ts';

/** Rounds in which the levels move to the middle of what is nearest to them. */
const rounds = 12;

/** The few levels of a cel that come closest to a picture's values (k-means); at least `apart` from each other. */
const levelsOf = (counts: Float64Array, most: number, apart: number): readonly number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let levels = Array.from({ length: most }, (_, i) => {
    let sum = 0;
    return counts.findIndex((count) => {
      sum += count;
      return sum >= ((i + 0.5) / most) * total;
    });
  });
  for (let round = 0; round < rounds; round += 1) {
    const sums = new Float64Array(most);
    const weights = new Float64Array(most);
    counts.forEach((count, value) => {
      let best = 0;
      for (let i = 1; i < levels.length; i += 1)
        if (Math.abs((levels[i] as number) - value) < Math.abs((levels[best] as number) - value)) best = i;
      sums[best] = (sums[best] as number) + count * value;
      weights[best] = (weights[best] as number) + count;
    });
    levels = levels.map((level, i) =>
      (weights[i] as number) > 0 ? (sums[i] as number) / (weights[i] as number) : level,
    );
  }
  const kept: number[] = [];
  for (const level of levels.sort((a, b) => a - b))
    if (level - (kept.at(-1) ?? -256) >= apart) kept.push(level);
  return kept;
};

/** Steps per value of the table. */
export const fine = 4;

/**
 * A table that maps values (times `fine`) to a cel's levels, with soft borders `soft` wide between them. A value counts
 * as often as its `weight`.
 */
export const celTable = (
  values: Float32Array,
  weight: (i: number) => number,
  most: number,
  apart: number,
  soft: number,
): Float32Array => {
  const counts = new Float64Array(256);
  for (let i = 0; i < values.length; i += 1) {
    const bin = clamp(Math.round(values[i] as number), 0, 255);
    counts[bin] = (counts[bin] as number) + weight(i);
  }
  const levels = levelsOf(counts, most, apart);
  return Float32Array.from({ length: 256 * fine }, (_, i) => {
    const value = i / fine;
    let shown = levels[0] ?? value;
    for (let at = 1; at < levels.length; at += 1) {
      const [low, high] = [levels[at - 1] as number, levels[at] as number];
      const t = clamp((value - (low + high) / 2) / soft + 0.5, 0, 1);
      shown += t * t * (3 - 2 * t) * (high - low);
    }
    return shown;
  });
};
