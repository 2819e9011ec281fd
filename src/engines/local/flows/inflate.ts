import { clamp, ease, sine } from '../wave.ts';
import type { Current, Flowing } from './bend.ts';

/** The subject swells like a balloon, most in its middle, and starts to float. */
export const inflate = ({ amplitude, seconds, tall, random, progress }: Flowing): Current => {
  const phase = random();
  const bobs = Math.max(1, Math.round(seconds / 2));
  return (time, { aim }) => {
    const swelling = ease(clamp(progress(time) / 0.8, 0, 1));
    const bob = swelling * sine(phase + (bobs * time) / seconds);
    const [size, rise] = [(amplitude / 0.25) * swelling, 0.3 * amplitude * (swelling + 0.5 * bob)];
    return (point, share) => {
      const [x, y] = [point.x - aim.x, point.y - aim.y];
      const distance = (x * x + y * y) / (0.16 * Math.max(1, tall * tall));
      const round = (size * share) / (1 + distance);
      point.x -= round * x - 0.2 * amplitude * share * bob;
      point.y -= round * y - rise * share;
    };
  };
};
