import { clamp, cosine, ease, sine } from '../wave.ts';
import type { Current, Flowing } from './bend.ts';

/** How hard the hand presses: it closes, holds, and lets go, and the picture springs back and rings. */
const pressure = (t: number): number => {
  if (t < 0.62) return ease(clamp((t - 0.08) / 0.34, 0, 1));
  const free = (t - 0.62) / 0.38;
  return (1 - free) * (1 - free) * cosine(2.5 * free);
};

/** Where the squeeze is widest, as half a frame's width: beyond it, it fades towards the edges. */
const widest = 0.143;

/** The middle is squeezed as by a hand, with dents where its fingers are. */
export const crush = ({ amplitude, seconds, tall, random }: Flowing): Current => {
  const fingers = 3.2 + 0.8 * random();
  const [left, right] = [random(), random()];
  return (time, { aim }) => {
    const hold = (amplitude / widest) * pressure(time / seconds);
    return (point) => {
      const [x, y] = [point.x, point.y];
      const inside = Math.max(0, 1 - 4 * x * x);
      const away = (y - 0.5 * aim.y) / (0.36 * tall);
      const grip = 1 / (1 + away * away * away * away);
      const edge = Math.max(0, 1 - (4 * y * y) / (tall * tall));
      const dent =
        1 + 0.22 * clamp(Math.abs(x) / 0.12, 0, 1) * sine((fingers * y) / tall + (x < 0 ? left : right));
      point.x += x * hold * inside * inside * grip * dent;
      point.y -= 0.45 * (y - 0.5 * aim.y) * hold * inside * inside * edge * edge;
    };
  };
};
