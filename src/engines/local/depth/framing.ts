import type { Plane } from '../../../media/pixels/plane.ts';

/** A point in the photo, as fractions of its width and height. */
export type FramePoint = { readonly x: number; readonly y: number };

/**
 * Sums per column, and per row with more weight on the upper rows: heads are at the top,
 * and a cut-off head is worse than cut-off feet.
 */
const profiles = ({ width, height, values }: Plane) => {
  const across = new Float64Array(width);
  const down = new Float64Array(height);
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, index += 1) {
      const value = values[index] as number;
      across[x] = (across[x] as number) + value;
      down[y] = (down[y] as number) + value * (1.4 - (0.8 * y) / height);
    }
  return { across, down };
};

/** Middle of the section of this length (a share) that contains the most. Values near its middle count more. */
const best = (profile: Float64Array, share: number): number => {
  const length = profile.length * share;
  const steps = 64;
  let [found, most] = [0.5, 0];
  for (let step = 0; step <= steps; step += 1) {
    const start = ((profile.length - length) * step) / steps;
    let held = 0;
    for (let i = Math.ceil(start); i < Math.min(profile.length, start + length); i += 1) {
      const aside = (i + 0.5 - start) / length - 0.5;
      held += (profile[i] as number) * (1 - 2 * aside * aside);
    }
    if (held <= most) continue;
    most = held;
    found = (start + length / 2) / profile.length;
  }
  return found;
};

/** The best middle for a frame that shows these shares of the photo's width and height. */
export const placeFrame = (interest: Plane, shareX: number, shareY: number): FramePoint => {
  const { across, down } = profiles(interest);
  return { x: best(across, shareX), y: best(down, shareY) };
};

/** Centroid of the interest inside a frame that shows these shares of the photo around `middle`. */
export const middleOf = (
  { width, height, values }: Plane,
  middle: FramePoint,
  shareX: number,
  shareY: number,
): FramePoint => {
  let [sum, right, down] = [1e-6, 0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const x = ((index % width) + 0.5) / width - middle.x;
    const y = (Math.floor(index / width) + 0.5) / height - middle.y;
    if (Math.abs(x) > shareX / 2 || Math.abs(y) > shareY / 2) continue;
    const value = values[index] as number;
    sum += value;
    right += value * x;
    down += value * y;
  }
  return { x: middle.x + right / sum, y: middle.y + down / sum };
};
