import { box, type Plane } from '../../../media/pixels/plane.ts';
import type { CutoutSubject } from './bend.ts';

/** Radii of the roundings that a cushion is made of, as shares of the subject's shorter side, and their weights. */
const roundings = [
  [0.035, 0.5],
  [0.09, 1],
  [0.18, 1.2],
] as const;

/** The slope of a subject blown up like a cushion: 0 in its middle, about 1 at its outline, pointing inwards. */
export const createCushion = ({ cover, box: [, , wide, tall] }: CutoutSubject) => {
  const { width, height, scale, values } = cover;
  const side = Math.min(wide, tall) * scale;
  const [across, down] = [new Float32Array(values.length), new Float32Array(values.length)];
  for (const [share, weight] of roundings) {
    const radius = Math.max(1, Math.round(share * side));
    const round: Plane = box(box({ width, height, values }, radius), radius);
    const step = weight * radius * 0.55;
    for (let y = 0; y < height; y += 1)
      for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
        // Beyond the picture's edges, what they cut off goes on.
        const [west, east] = [x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i];
        const [north, south] = [y > 0 ? i - width : i, y < height - 1 ? i + width : i];
        across[i] =
          (across[i] as number) + step * ((round.values[east] as number) - (round.values[west] as number));
        down[i] =
          (down[i] as number) + step * ((round.values[south] as number) - (round.values[north] as number));
      }
  }
  const at = (plane: Float32Array, x: number, y: number): number => {
    const right = Math.min(Math.max(x * scale - 0.5, 0), width - 1.001);
    const low = Math.min(Math.max(y * scale - 0.5, 0), height - 1.001);
    const [column, row] = [Math.floor(right), Math.floor(low)];
    const [u, v] = [right - column, low - row];
    const i = row * width + column;
    return (
      ((plane[i] as number) * (1 - u) + (plane[i + 1] as number) * u) * (1 - v) +
      ((plane[i + width] as number) * (1 - u) + (plane[i + width + 1] as number) * u) * v
    );
  };
  /** The slope to the right and down at a stage point. */
  return (x: number, y: number) => ({ right: at(across, x, y), down: at(down, x, y) });
};
