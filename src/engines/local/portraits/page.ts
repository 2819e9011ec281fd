import type { Size } from '../../../core/shot.ts';
import { type PlanarPicture, planarOf } from '../../../media/planar.ts';
import { createRandom } from '../random.ts';
import { clamp, ease } from '../wave.ts';

/** Pixels along a side of the blurred copies that colour the page. */
export const blurSide = 4;

const glow = [255, 214, 178] as const;

const blurred = (rgb: Uint8Array, x: number, y: number, channel: number): number => {
  const [right, down] = [clamp(x, 0, 1) * (blurSide - 1), clamp(y, 0, 1) * (blurSide - 1)];
  const [column, row] = [Math.min(blurSide - 2, Math.floor(right)), Math.min(blurSide - 2, Math.floor(down))];
  const at = (i: number, j: number): number =>
    rgb[((row + j) * blurSide + column + i) * 3 + channel] as number;
  const [u, v] = [ease(right - column), ease(down - row)];
  const above = at(0, 0) + (at(1, 0) - at(0, 0)) * u;
  return above + (at(0, 1) + (at(1, 1) - at(0, 1)) * u - above) * v;
};

/** A page behind portraits: both photos far out of focus, running into each other in warm light that falls off to the corners. */
export const pageOf = (
  { width, height }: Size,
  left: Uint8Array,
  right: Uint8Array,
  warmth: number,
): PlanarPicture => {
  const random = createRandom(1);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
      const over = ease(clamp((u - 0.2) / 0.6, 0, 1));
      const away = 2 * Math.sqrt((u - 0.5) * (u - 0.5) + 1.2 * (v - 0.48) * (v - 0.48));
      const lit = 0.3 + 0.55 * warmth * (1 - ease(clamp(away / 1.15, 0, 1)));
      const fall = 1 - (0.2 + 0.25 * warmth) * ease(clamp((away - 0.35) / 1.1, 0, 1));
      // A little noise, or eight bits show as rings.
      const grain = 3 * (random() - 0.5);
      for (let channel = 0; channel < 3; channel += 1, index += 1) {
        const first = blurred(left, 2 * u, v, channel);
        const colour = first + (blurred(right, 2 * u - 1, v, channel) - first) * over;
        const warm = colour + ((glow[channel] ?? 0) - colour) * lit;
        const tint = channel === 2 ? 1 - 0.12 * warmth * (1 - fall) : 1;
        rgb[index] = clamp(warm * fall * tint + grain, 0, 255);
      }
    }
  return planarOf(rgb, { width, height });
};
