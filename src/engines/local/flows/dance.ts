import { clamp, cosine, ease, sine } from '../wave.ts';
import type { Current, Flowing } from './bend.ts';

/** Lands on every beat and sways over two; the subject dances, the ground hardly, and feet stay where they are. */
export const dance = ({ amplitude, seconds, tall, random, loop, beat }: Flowing): Current => {
  const side = random() < 0.5 ? -1 : 1;
  const twist = 0.5 + 0.5 * random();
  const pairs = beat.tempo / 120;
  const swings = loop ? Math.max(1, Math.round(seconds * pairs)) / seconds : pairs;
  return (time) => {
    const sway = (time - beat.first) * swings;
    const bounce = (1 - cosine(2 * sway)) / 2;
    const swing = side * sine(sway);
    const curl = side * twist * sine(sway + 0.15);
    return (point, share) => {
      const above = clamp(0.5 - point.y / tall, 0, 1);
      const lively = amplitude * (0.12 + 0.88 * share) * ease(above);
      const x = point.x;
      point.x -= lively * (swing + 0.5 * curl * sine(above));
      point.y += lively * (0.8 * bounce - 0.4 * curl * x);
    };
  };
};
