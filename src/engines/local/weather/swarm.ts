import { createRandom } from '../random.ts';
import { ease } from '../wave.ts';
import type { StampCanvas } from './stamp.ts';

/**
 * One particle: its start position (0 to 1 of the frame and its margins), its nearness (0 far, 1 near), and random
 * numbers of its own.
 */
export type Particle = {
  readonly x: number;
  readonly y: number;
  readonly near: number;
  readonly phase: number;
  readonly own: number;
  readonly other: number;
};

/** Particles with a smaller `near` pass behind the subject. */
const subjectDepth = 0.42;

/** Particles for a seed, far ones first, so that near ones are drawn over them. */
export const swarmOf = (count: number, seed: number): readonly Particle[] => {
  const random = createRandom(seed);
  return Array.from({ length: Math.max(0, Math.round(count)) }, () => ({
    x: random(),
    y: random(),
    near: random(),
    phase: random(),
    own: random(),
    other: random(),
  })).sort((a, b) => a.near - b.near);
};

/** What a swarm knows about its clip. Lengths are in pixels; `unit` is one pixel of a 720-line frame. */
export type Air = {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly seconds: number;
  readonly loop: boolean;
  readonly amount: number;
  readonly seed: number;
};

/** The number of particles for this frame, where a frame of 1280 × 720 has `count`. */
export const crowd = ({ width, height, unit, amount }: Air, count: number): number =>
  (count * amount * width * height) / (1280 * 720 * unit * unit);

/** The frame with a margin, in which particles appear and disappear out of sight. */
export const spaceOf = ({ width, height, unit }: Air, margin: number) => ({
  margin: margin * unit,
  wide: width + 2 * margin * unit,
  tall: height + 2 * margin * unit,
});

/** A random wind to the left or right for a seed, with a strength from `least` to `least + span`. */
export const windOf = (seed: number, least: number, span: number): number => {
  const random = createRandom(seed);
  return (random() < 0.5 ? -1 : 1) * (least + span * random());
};

/** Draws all particles, the far ones behind the subject. */
export const drawSwarm = (
  swarm: readonly Particle[],
  canvas: StampCanvas,
  draw: (particle: Particle, place: StampCanvas) => void,
): void => {
  const open = { ...canvas, cover: null };
  for (const particle of swarm) draw(particle, particle.near < subjectDepth ? canvas : open);
};

/** The luma at a position of the frame, 0 to 255; clamped to the border. */
export const lumaAt = ({ width, height, picture }: StampCanvas, x: number, y: number): number => {
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  return picture[row * width + Math.min(width - 1, Math.max(0, Math.round(x)))] as number;
};

/** A particle's age in seconds and its visibility. In a loop it fades out and starts again at some point. */
export const lifeOf = ({ seconds, loop }: Air, phase: number, time: number) => {
  if (!loop) return { age: time + 40 * phase, shown: 1 };
  const t = time / seconds + phase;
  const age = t - Math.floor(t);
  return { age: age * seconds, shown: ease(Math.min(1, age / 0.18, (1 - age) / 0.18)) };
};

/** Turns per second: in a loop, rounded to whole turns per clip. */
export const turnsIn = ({ seconds, loop }: Air, perSecond: number): number =>
  loop ? Math.max(1, Math.round(perSecond * seconds)) / seconds : perSecond;

/** Wraps a value into 0 … length. */
export const wrap = (value: number, length: number): number => value - Math.floor(value / length) * length;
