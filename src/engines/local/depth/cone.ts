import type { Plane } from '../../../media/pixels/plane.ts';
import { box } from '../../../media/pixels/plane.ts';

const sweep = ({ width, height, values }: Plane, slope: number, forward: boolean) => {
  const step = forward ? -1 : 1;
  const diagonal = slope * Math.SQRT2;
  for (let row = 0; row < height; row += 1) {
    const y = forward ? row : height - 1 - row;
    const inside = row > 0;
    for (let column = 0; column < width; column += 1) {
      const x = forward ? column : width - 1 - column;
      const here = y * width + x;
      const before = here + step * width;
      let best = values[here] as number;
      if (column > 0) best = Math.max(best, (values[here + step] as number) - slope);
      if (inside) best = Math.max(best, (values[before] as number) - slope);
      if (inside && column > 0) best = Math.max(best, (values[before + step] as number) - diagonal);
      if (inside && column < width - 1) best = Math.max(best, (values[before - step] as number) - diagonal);
      values[here] = best;
    }
  }
};

/**
 * The lowest plane above this one that never changes by more than `slope` between neighbouring pixels. Near things keep
 * their full size and the ramp falls on the background, so a warp by it stretches but can't tear.
 */
export const coneLimit = (plane: Plane, slope: number): Plane => {
  const limited = { ...plane, values: plane.values.slice() };
  sweep(limited, slope, true);
  sweep(limited, slope, false);
  return box(box(limited, 2), 2);
};
