import { box, type Plane } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';

/** How much a reflection may differ in brightness and tint from what stands above the shore. */
const alike = { luma: 0.13, tint: 0.05 } as const;

/** The row in which water begins in most columns; null without any. */
const shoreOf = ({ width, height, values }: Plane): number | null => {
  const rows = new Float64Array(height);
  for (let x = 0; x < width; x += 1)
    for (let y = 0; y < height; y += 1)
      if (values[y * width + x] === 1) {
        rows[y] = (rows[y] as number) + 1;
        break;
      }
  const wide = rows.map((_, y) =>
    rows.subarray(Math.max(0, y - 2), y + 3).reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(...wide);
  return most === 0 ? null : wide.indexOf(most);
};

/** The water with the dark reflections on it that look like what stands above its shore. */
export const withReflections = (
  water: Plane,
  { luma, blue, red }: Colours,
  is: (i: number) => boolean,
): Plane => {
  const shore = shoreOf(water);
  if (shore === null) return water;
  const { width, height, values } = water;
  const [light, b, r] = [luma, blue, red].map((plane) => box(plane, 3).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const mirrored = (i: number): boolean => {
    const y = Math.floor(i / width);
    const above = i - 2 * width * (y - shore);
    if (y <= shore || above < 0 || y >= height || !is(i)) return false;
    const tint =
      Math.abs((b[i] as number) - (b[above] as number)) + Math.abs((r[i] as number) - (r[above] as number));
    return Math.abs((light[i] as number) - (light[above] as number)) < alike.luma && tint < alike.tint;
  };
  const whole = values.slice();
  const open = [...values.keys()].filter((i) => values[i] === 1);
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of [at - 1, at + 1, at - width, at + width]) {
      if (next < 0 || next >= whole.length || whole[next] === 1 || !mirrored(next)) continue;
      whole[next] = 1;
      open.push(next);
    }
  return { ...water, values: whole };
};
