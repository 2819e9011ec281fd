import type { Colours } from './colours.ts';
import type { Plane } from './plane.ts';
import { percentile, planeOf, stretch } from './plane.ts';

type Paths = {
  readonly picture: Plane;
  readonly cost: Float32Array;
  readonly high: Float32Array;
  readonly low: Float32Array;
};

const relax = ({ picture, cost, high, low }: Paths, here: number, from: number) => {
  const value = picture.values[here] as number;
  const top = Math.max(high[from] as number, value);
  const bottom = Math.min(low[from] as number, value);
  if (top - bottom >= (cost[here] as number)) return;
  cost[here] = top - bottom;
  high[here] = top;
  low[here] = bottom;
};

const scan = (paths: Paths, forward: boolean) => {
  const { width, height } = paths.picture;
  const step = forward ? -1 : 1;
  for (let row = 1; row < height - 1; row += 1) {
    const y = forward ? row : height - 1 - row;
    for (let column = 1; column < width - 1; column += 1) {
      const here = y * width + (forward ? column : width - 1 - column);
      relax(paths, here, here + step);
      relax(paths, here, here + step * width);
    }
  }
};

const barrier = (picture: Plane): Float32Array => {
  const { width, height, values } = picture;
  const cost = new Float32Array(values.length).fill(Number.POSITIVE_INFINITY);
  for (let x = 0; x < width; x += 1) cost[x] = cost[(height - 1) * width + x] = 0;
  for (let y = 0; y < height; y += 1) cost[y * width] = cost[y * width + width - 1] = 0;
  const paths = { picture, cost, high: values.slice(), low: values.slice() };
  for (const forward of [true, false, true]) scan(paths, forward);
  return cost;
};

/**
 * How much each pixel stands out, 0 to 1: the least brightness or colour barrier on any way to the border
 * (minimum barrier distance, Zhang et al., ICCV 2015).
 */
export const saliency = ({ luma, blue, red }: Colours): Plane => {
  const [a, b, c] = [barrier(luma), barrier(blue), barrier(red)] as const;
  const sum = planeOf(luma.width, luma.height, (i) => (a[i] as number) + (b[i] as number) + (c[i] as number));
  return stretch(sum, 0, Math.max(percentile(sum, 0.98), 0.08));
};
