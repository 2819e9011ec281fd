import { type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { piecesOf } from '../cutout/pieces.ts';
import type { Colours } from './colours.ts';
import { pieces } from './wide-pieces.ts';

/** The least size of a calm sea or lake, and of another part of it, as shares of the picture. */
const least = { whole: 0.025, part: 0.002 } as const;

/** How much the parts of one water may differ in brightness and tint. */
const alike = [0.12, 0.025, 0.025] as const;

/** The least width of water in its upper part, up to its far shore. A road is narrow there. */
export const farShore = 0.3;

/** A calm sea or lake: blue and smooth, under the sky, and wide up to the horizon. `is` tells what may be water. */
export const flatWater = (
  { luma, blue, red }: Colours,
  strength: Float32Array,
  sky: Plane,
  is: (i: number) => boolean,
): Plane => {
  const { width, height } = luma;
  const set = planeOf(width, height, (i) => {
    const [b, r] = [(blue.values[i] as number) - 0.5, (red.values[i] as number) - 0.5];
    const low = i > 0.25 * luma.values.length;
    return low && is(i) && b > 0.006 && r < 0.002 && (strength[i] as number) < 0.045 ? 1 : 0;
  });
  const sure = pieces(set, least.whole, { top: farShore });
  const outside = sky.values.subarray(2 * width, 3 * width).reduce((sum, value) => sum + value, 0);
  const size = sure.values.reduce((sum, value) => sum + value, 0);
  if (outside < 0.25 * width || size === 0) return { ...set, values: new Float32Array(set.values.length) };
  // What a bridge or a boat cuts off from it is water too if it has its colour.
  const { piece, counts } = piecesOf(new Uint8Array(set.values), set);
  const near = [luma, blue, red].map(({ values }, channel) => {
    const sums = new Float64Array(counts.length);
    let mean = 0;
    for (let i = 0; i < values.length; i += 1) {
      const label = piece[i] as number;
      if (label >= 0) sums[label] = (sums[label] as number) + (values[i] as number);
      mean += ((sure.values[i] as number) * (values[i] as number)) / size;
    }
    return counts.map(
      (count, label) => Math.abs((sums[label] as number) / count - mean) < (alike[channel] as number),
    );
  });
  const part = counts.map(
    (count, label) => count > least.part * piece.length && near.every((is) => is[label] === true),
  );
  return planeOf(width, height, (i) => (sure.values[i] === 1 || part[piece[i] as number] === true ? 1 : 0));
};

/** Where level water ends at the top, as a share of the picture's height; null without any. */
export const horizonOf = (level: Plane): number | null => {
  const { width, height, values } = level;
  const rows = Array.from({ length: height }, (_, y) =>
    values.subarray(y * width, (y + 1) * width).reduce((sum, value) => sum + value, 0),
  );
  const first = rows.findIndex((sum) => sum > 0.04 * width);
  return first < 0 ? null : Math.max(0, first / height - 0.015);
};
