import { createNoise } from '../random.ts';
import { clamp } from '../wave.ts';
import type { Current, Flowing } from './bend.ts';

const steps = 6;

/** Everything runs down, faster below and in drips, and the top stays: a flow followed in small steps cannot fold. */
export const melt = ({ amplitude, tall, random, progress }: Flowing): Current => {
  const [drips, threads, wobble] = [createNoise(random), createNoise(random), createNoise(random)] as const;
  const thickness = (x: number): number => {
    const thread = 0.5 + 0.6 * drips(x * 7) + 0.3 * threads(x * 17);
    return 0.15 + thread * thread;
  };
  const thickest = Math.max(...Array.from({ length: 65 }, (_, index) => thickness(index / 64 - 0.5)));
  return (time) => {
    const t = progress(time);
    const step = (amplitude * t * (0.6 + 0.4 * t)) / steps;
    return (point) => {
      for (let i = 0; i < steps; i += 1) {
        const fallen = clamp((point.y + tall / 2) / tall, 0, 1);
        const inside = Math.max(0, 1 - 4 * point.x * point.x);
        const speed = thickness(point.x) / thickest;
        point.x -= 0.5 * step * inside * fallen * wobble(point.y * 6 + point.x * 2);
        point.y -= step * fallen * speed;
      }
    };
  };
};
