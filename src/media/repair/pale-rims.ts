import type { Size } from '../../core/shot.ts';
import { box } from '../pixels/plane.ts';
import { grow } from './fill.ts';
import type { Guard } from './guard.ts';

/** How far a pale rim reaches beyond a crack, as a share of the long side, and how much brighter it is than its surroundings. */
const rim = { reach: 0.007, least: 5 } as const;

/** As shares of the long side: how far around a crack its surroundings are looked at. */
const around = 0.025;

/**
 * Adds the pale rims of cracks to a hole: paper shines through beside them too, and would be smeared over what is filled.
 */
export const coverPale = (
  luma: Uint8Array,
  hole: Uint8Array,
  { features, person }: Guard,
  size: Size,
): Uint8Array => {
  const { width, height } = size;
  const side = Math.max(width, height);
  const reach = Math.max(2, Math.round(rim.reach * side));
  const near = grow(hole, size, reach);
  const radius = Math.round(around * side);
  const mean = (value: (i: number) => number) =>
    box({ width, height, values: Float32Array.from(near, (_, i) => value(i)) }, radius).values;
  const known = mean((i) => 1 - (near[i] as number));
  const light = mean((i) => (1 - (near[i] as number)) * (luma[i] as number));
  const covered = hole.slice();
  for (let step = 0; step < reach; step += 1) {
    const before = covered.slice();
    for (let i = width; i < covered.length - width; i += 1) {
      // On people, a bright line may end at a collar or a braid.
      if (before[i] !== 0 || features[i] !== 0 || (step > 1 && person[i] !== 0)) continue;
      if ((known[i] as number) < 0.02) continue;
      if ((luma[i] as number) < (light[i] as number) / (known[i] as number) + rim.least) continue;
      const aside = (i % width > 0 && before[i - 1]) || (i % width < width - 1 && before[i + 1]);
      if (aside || before[i - width] || before[i + width]) covered[i] = 1;
    }
  }
  return covered;
};
