import { createRandom } from '../random.ts';
import { ease } from '../wave.ts';
import type { Canvas } from './stamp.ts';

/** One particle: where it begins (0 to 1 of the frame and its margins), how near it is (0 far, 1 near), and numbers of its own. */
export type Particle = {
  readonly x: number;
  readonly y: number;
  readonly near: number;
  readonly phase: number;
  readonly own: number;
  readonly other: number;
};

/** Particles farther than this pass behind the subject. */
const subjectDepth = 0.42;

/** Particles by the seed, far ones first, so that near ones are drawn over them. */
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

/** What a swarm is told of its clip. Lengths are in pixels, `unit` is one pixel of a 720-line frame. */
export type Air = {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly seconds: number;
  readonly loop: boolean;
  readonly amount: number;
  readonly seed: number;
};

/** How many particles there are where a frame of 1280 × 720 has `count`. */
export const crowd = ({ width, height, unit, amount }: Air, count: number): number =>
  (count * amount * width * height) / (1280 * 720 * unit * unit);

/** The frame with room around it, in which particles come and go unseen. */
export const spaceOf = ({ width, height, unit }: Air, margin: number) => ({
  margin: margin * unit,
  wide: width + 2 * margin * unit,
  tall: height + 2 * margin * unit,
});

/** A wind to the left or the right by the seed, from `least` to `least + span`. */
export const windOf = (seed: number, least: number, span: number): number => {
  const random = createRandom(seed);
  return (random() < 0.5 ? -1 : 1) * (least + span * random());
};

/** Draws every particle, far ones behind the subject. */
export const drawSwarm = (
  swarm: readonly Particle[],
  canvas: Canvas,
  draw: (particle: Particle, place: Canvas) => void,
): void => {
  const open = { ...canvas, cover: null };
  for (const particle of swarm) draw(particle, particle.near < subjectDepth ? canvas : open);
};

/** How bright the frame is at a place, 0 to 255; beyond its border, as there. */
export const lumaAt = ({ width, height, picture }: Canvas, x: number, y: number): number => {
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  return picture[row * width + Math.min(width - 1, Math.max(0, Math.round(x)))] as number;
};

/**
 * For how long a particle has been on its way, in seconds, and how much of it shows. In a clip that comes round it
 * fades away and begins again somewhere in between.
 */
export const lifeOf = ({ seconds, loop }: Air, phase: number, time: number) => {
  if (!loop) return { age: time + 40 * phase, shown: 1 };
  const t = time / seconds + phase;
  const age = t - Math.floor(t);
  return { age: age * seconds, shown: ease(Math.min(1, age / 0.18, (1 - age) / 0.18)) };
};

/** Whole turns in the clip where it comes round, else as many as there are. */
export const turnsIn = ({ seconds, loop }: Air, perSecond: number): number =>
  loop ? Math.max(1, Math.round(perSecond * seconds)) / seconds : perSecond;

/** Into 0 … length, again and again. */
export const wrap = (value: number, length: number): number => value - Math.floor(value / length) * length;
