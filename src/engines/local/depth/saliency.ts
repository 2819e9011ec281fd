import type { Plane } from '../../../media/pixels/plane.ts';
import { percentile, planeOf, stretch } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';

type Paths = {
  readonly picture: Plane;
  readonly cost: Float32Array;
  readonly high: Float32Array;
  readonly low: Float32Array;
};

/** One scan that looks for a cheaper path to each pixel through the neighbours visited before it. */
const scan = ({ picture: { width, height, values }, cost, high, low }: Paths, step: 1 | -1) => {
  const start = step === 1 ? width + 1 : (height - 1) * width - 2;
  for (let row = 1; row < height - 1; row += 1) {
    let here = start + (row - 1) * step * width;
    for (let column = 1; column < width - 1; column += 1, here += step) {
      const value = values[here] as number;
      let least = cost[here] as number;
      for (let from = here - step, turn = 0; turn < 2; turn += 1, from = here - step * width) {
        const top = Math.max(high[from] as number, value);
        const bottom = Math.min(low[from] as number, value);
        if (top - bottom >= least) continue;
        least = top - bottom;
        cost[here] = least;
        // The stored cost is rounded to 32 bits, so the value compared with it must be rounded too.
        least = cost[here] as number;
        high[here] = top;
        low[here] = bottom;
      }
    }
  }
};

const barrier = (picture: Plane): Float32Array => {
  const { width, height, values } = picture;
  const cost = new Float32Array(values.length).fill(Number.POSITIVE_INFINITY);
  for (let x = 0; x < width; x += 1) cost[x] = cost[(height - 1) * width + x] = 0;
  for (let y = 0; y < height; y += 1) cost[y * width] = cost[y * width + width - 1] = 0;
  const paths = { picture, cost, high: values.slice(), low: values.slice() };
  scan(paths, 1);
  scan(paths, -1);
  scan(paths, 1);
  return cost;
};

/**
 * How much each pixel stands out, 0 to 1: the smallest brightness and colour barriers on any path to the border
 * (minimum barrier distance, Zhang et al., ICCV 2015).
 */
export const saliency = ({ luma, blue, red }: Colours): Plane => {
  const [a, b, c] = [barrier(luma), barrier(blue), barrier(red)] as const;
  const sum = planeOf(luma.width, luma.height, (i) => (a[i] as number) + (b[i] as number) + (c[i] as number));
  return stretch(sum, 0, Math.max(percentile(sum, 0.98), 0.08));
};
