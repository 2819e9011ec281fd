import type { Plane } from '../../../media/pixels/plane.ts';
import { box, percentile, planeOf, stretch } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';

const steepness = ({ width, height, values }: Plane): Plane =>
  planeOf(width, height, (i, x, y) => {
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return 0;
    const across = (values[i + 1] as number) - (values[i - 1] as number);
    const down = (values[i + width] as number) - (values[i - width] as number);
    return Math.sqrt(across * across + down * down) / 2;
  });

/**
 * 1 where edges are sharp, 0 where they are out of focus: a second blur weakens blurred edges less (Zhuo and Sim,
 * 2011). Null if edges are about equally sharp everywhere, because sharpness then indicates texture, not distance.
 */
export const sharpness = ({ luma }: Colours): Plane | null => {
  const { width, height } = luma;
  const radius = Math.max(2, Math.round(width / 24));
  const before = steepness(luma);
  const after = steepness(box(box(luma, 1), 1));
  const weight = planeOf(width, height, (i) => {
    const steep = after.values[i] as number;
    return steep > 0.01 && (before.values[i] as number) >= steep ? steep : 0;
  });
  const loss = planeOf(width, height, (i) =>
    (weight.values[i] as number) === 0
      ? 0
      : Math.min(before.values[i] as number, 4 * (after.values[i] as number)),
  );
  const weights = box(weight, radius);
  const losses = box(loss, radius);
  const middle = 1.4;
  const doubt = 0.004;
  const ratio = planeOf(
    width,
    height,
    (i) => ((losses.values[i] as number) + doubt * middle) / ((weights.values[i] as number) + doubt),
  );
  const low = percentile(ratio, 0.1);
  const high = percentile(ratio, 0.9);
  return low < 1.32 && high > 1.6 ? stretch(box(ratio, radius), low, high) : null;
};
