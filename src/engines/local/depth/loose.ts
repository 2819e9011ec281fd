import type { Plane } from '../../../media/pixels/plane.ts';
import { box, planeOf } from '../../../media/pixels/plane.ts';
import { clamp, ease } from '../wave.ts';

/** Brightness change per pixel at which a straight edge counts as built, not as a plant or something in the wind. */
const firm = 0.05;

/**
 * 1 where water, smoke, leaves, hair or cloth may be, and 0 at strong straight edges, where the picture changes in only
 * one direction (eigenvalues of the structure tensor, Förstner and Gülch, 1987).
 */
export const looseness = (luma: Plane): Plane => {
  const { width, height, values } = luma;
  const radius = Math.max(2, Math.round(width / 64));
  const empty = () => new Float32Array(values.length);
  const [acrossSquared, downSquared, product] = [empty(), empty(), empty()];
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      const right = x > 0 && x < width - 1 ? ((values[i + 1] as number) - (values[i - 1] as number)) / 2 : 0;
      const down =
        y > 0 && y < height - 1 ? ((values[i + width] as number) - (values[i - width] as number)) / 2 : 0;
      acrossSquared[i] = right * right;
      downSquared[i] = down * down;
      product[i] = right * down;
    }
  const tensor = (part: Float32Array) => box({ width, height, values: part }, radius);
  const [across, along, both] = [tensor(acrossSquared), tensor(downSquared), tensor(product)];
  const stiff = planeOf(width, height, (i) => {
    const all = (across.values[i] as number) + (along.values[i] as number);
    const apart = (across.values[i] as number) - (along.values[i] as number);
    const mixed = 2 * (both.values[i] as number);
    const straight = Math.sqrt(apart * apart + mixed * mixed) / (all + 1e-6);
    return straight * straight * Math.min(1, Math.sqrt(all) / firm);
  });
  const spread = box(box(stiff, radius), radius);
  return planeOf(width, height, (i) => 1 - ease(clamp(2.2 * (spread.values[i] as number) - 0.35, 0, 1)));
};
