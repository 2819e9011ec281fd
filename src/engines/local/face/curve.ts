import { clamp } from '../wave.ts';

/** A height for each position along an eye or a mouth; constant beyond its ends. */
export type Curve = (along: number) => number;

const samples = 33;
const [first, last] = [-0.15, 1.15];

/** A smooth curve through points given as [along, height], in any order. */
export const curveOf = (points: readonly (readonly [along: number, height: number])[]): Curve => {
  const sorted = [...points].sort(([a], [b]) => a - b);
  const between = (along: number): number => {
    const next = sorted.findIndex(([at]) => at >= along);
    const [at, height] = sorted[next === -1 ? sorted.length - 1 : next] ?? [0, 0];
    const [before, low] = sorted[Math.max(0, next - 1)] ?? [at, height];
    if (next <= 0 || at === before) return height;
    return low + ((along - before) / (at - before)) * (height - low);
  };
  let values = Float64Array.from({ length: samples }, (_, i) =>
    between(first + (i * (last - first)) / (samples - 1)),
  );
  for (let pass = 0; pass < 2; pass += 1)
    values = values.map((value, i) =>
      i === 0 || i === samples - 1
        ? value
        : ((values[i - 1] as number) + 2 * value + (values[i + 1] as number)) / 4,
    );
  return (along) => {
    const place = clamp(((along - first) / (last - first)) * (samples - 1), 0, samples - 1.001);
    const index = place | 0;
    const here = values[index] as number;
    return here + (place - index) * ((values[index + 1] as number) - here);
  };
};
