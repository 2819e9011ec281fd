import { cosine, sine } from '../wave.ts';
import type { Current, Flowing } from './flow-bend.ts';

const period = 2.4;

/** The echo's share of the picture. It is 1 at the moment the flow itself jumps back, and 0 halfway between. */
export const echoOf = (time: number, seconds: number): number => {
  const phase = (time * driftsIn(seconds)) / seconds;
  return Math.abs(2 * (phase - Math.floor(phase)) - 1);
};

const driftsIn = (seconds: number): number => Math.max(1, Math.round(seconds / period));

/**
 * Water, smoke and clouds stream without end: each of two copies moves from behind to ahead and jumps back while only
 * the other one is visible (Holynski et al., 2021). Things that only sway, such as leaves and ripples, move in slow
 * waves. Everything is periodic over the clip.
 */
export const ambient = ({ amplitude, seconds, random }: Flowing): Current => {
  const side = random() < 0.5 ? -1 : 1;
  const waves = [0.34, 0.19, 0.11].map((length, index) => {
    const heading = random();
    return {
      right: cosine(heading) / length,
      down: sine(heading) / length,
      share: (3 - index) / 6,
      cycles: Math.max(1, Math.round(seconds / (2.6 - 0.5 * index))),
      phase: random(),
      push: 0.12 * (random() - 0.5),
    };
  });
  return (time, _, echo) => {
    const phase = (time * driftsIn(seconds)) / seconds + (echo ? 0.5 : 0);
    const drift = amplitude * (2 * (phase - Math.floor(phase)) - 1);
    return (point, share, right = 0, down = 0) => {
      const { x, y } = point;
      for (const wave of waves) {
        const place = wave.right * x + wave.down * y + wave.phase;
        const swing = 0.4 * amplitude * share * wave.share * sine(place - (wave.cycles * time) / seconds);
        point.x += swing * cosine(wave.push);
        point.y += swing * sine(wave.push);
      }
      point.x -= side * drift * right;
      point.y -= drift * down;
    };
  };
};
