import type { Size } from '../../core/shot.ts';
import { floatsFrom } from './numbers.ts';

const [straight, slanted] = [1, Math.SQRT2];

/** Distance of each pixel to the nearest set pixel, in pixels, accurate to a few hundredths (Borgefors, 1986). */
export const distanceTo = (set: Uint8Array, { width, height }: Size): Float32Array => {
  const away = floatsFrom(set, (value) => (value === 0 ? width + height : 0));
  const look = (at: number, from: number, step: number) => {
    const through = (away[from] as number) + step;
    if (through < (away[at] as number)) away[at] = through;
  };
  const sweep = (way: 1 | -1) => {
    for (let turn = 0; turn < height; turn += 1) {
      const y = way === 1 ? turn : height - 1 - turn;
      const hasRow = turn > 0;
      for (let step = 0; step < width; step += 1) {
        const x = way === 1 ? step : width - 1 - step;
        const at = y * width + x;
        if (step > 0) look(at, at - way, straight);
        if (!hasRow) continue;
        look(at, at - way * width, straight);
        if (x > 0) look(at, at - way * width - 1, slanted);
        if (x < width - 1) look(at, at - way * width + 1, slanted);
      }
    }
  };
  sweep(1);
  sweep(-1);
  return away;
};
