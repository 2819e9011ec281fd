import { cosine, sine } from '../wave.ts';
import type { Current, Flowing } from './flow-bend.ts';

/** Gusts from one side push loose things, with waves running through them, and let go again. */
export const breeze = ({ amplitude, seconds, tall, random }: Flowing): Current => {
  // The same reach on an upright frame as on a wide one.
  const reach = amplitude * Math.min(1, tall);
  const side = random() < 0.5 ? -1 : 1;
  const gusts = Math.max(1, Math.round(seconds / 3));
  const still = random();
  const waves = [0.31, 0.19, 0.12].map((length, index) => ({
    right: (0.5 + 0.5 * random()) / length,
    down: (random() - 0.5) / length,
    share: [0.3, 0.24, 0.14][index] ?? 0,
    cycles: Math.max(1, Math.round(seconds * (0.5 + 0.35 * index))),
    phase: random(),
  }));
  return (time) => {
    const gust = 0.5 - 0.5 * cosine(still + (gusts * time) / seconds);
    return (point, share) => {
      let push = 0.5 * gust;
      for (const { right, down, share: part, cycles, phase } of waves)
        push +=
          part *
          (0.4 + 0.6 * gust) *
          sine(side * right * point.x + down * point.y + phase - (cycles * time) / seconds);
      const lean = reach * share * push;
      point.x -= side * lean;
      point.y -= 0.35 * lean * sine((0.6 * point.y) / tall + still);
    };
  };
};
