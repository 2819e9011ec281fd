import { clamp, cosine, sine } from '../wave.ts';
import type { Bend, Current, Flowing } from './flow-bend.ts';
import { nearest, seenAt, turnsAt, wavesOf } from './ripples.ts';

const period = 2.4;

/** The echo's share of the picture. It is 1 at the moment the flow itself jumps back, and 0 halfway between. */
export const echoOf = (time: number, seconds: number): number => {
  const phase = (time * driftsIn(seconds)) / seconds;
  return Math.abs(2 * (phase - Math.floor(phase)) - 1);
};

const driftsIn = (seconds: number): number => Math.max(1, Math.round(seconds / period));

/**
 * Water, smoke and clouds stream without end: each of two copies moves from behind to ahead and jumps back while only
 * the other one is visible (Holynski et al., 2021). Level water has ripples in perspective. Leaves sway in slow waves.
 * Everything is periodic over the clip.
 */
export const ambient = ({ amplitude, seconds, random }: Flowing): Current => {
  const side = random() < 0.5 ? -1 : 1;
  const sways = [0.34, 0.19, 0.11].map((length, index) => {
    const heading = random();
    return {
      right: cosine(heading) / length,
      down: sine(heading) / length,
      share: (3 - index) / 6,
      cycles: Math.max(1, Math.round(seconds / (2.6 - 0.5 * index))),
      phase: random(),
    };
  });
  const waves = wavesOf(seconds, random);
  return (time, { horizon }, echo) => {
    const phase = (time * driftsIn(seconds)) / seconds + (echo ? 0.5 : 0);
    const drift = amplitude * (2 * (phase - Math.floor(phase)) - 1);
    const sway: Bend = (point, share) => {
      const { x, y } = point;
      for (const { right, down, phase, cycles, share: part } of sways) {
        const place = right * x + down * y + phase;
        point.x += 0.34 * amplitude * share * part * sine(place - (cycles * time) / seconds);
      }
    };
    const ripple: Bend = (point, share) => {
      const below = point.y - (horizon ?? 0);
      if (below < nearest || share === 0) return;
      const { x } = point;
      for (const wave of waves) {
        // A frame's cells can't follow finer waves.
        const seen = seenAt(wave.length, below) * clamp((wave.length * below * below - 0.015) / 0.01, 0, 1);
        if (seen === 0) continue;
        const turn = turnsAt(wave, x, below) + (wave.cycles * time) / seconds;
        const swing = 0.03 * amplitude * seen * share * Math.min(1, below / 0.2);
        point.x += 0.5 * swing * sine(turn + 0.25);
        point.y += swing * sine(turn);
      }
    };
    return (point, share, right = 0, down = 0) => {
      // What is far away moves less.
      const away = horizon === null ? 1 : (point.y - horizon) ** 2;
      const near = horizon === null ? 1 : 0.25 + (0.85 * away) / (away + 0.03);
      (horizon === null ? sway : ripple)(point, share);
      point.x -= side * drift * right * near;
      point.y -= drift * down;
    };
  };
};
