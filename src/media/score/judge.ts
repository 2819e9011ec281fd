import type { Motion } from '../../core/order.ts';
import { type BlockMove, flowBetween, levelsOf, summary } from './block-flow.ts';
import { type Footage, frameCount, greyOf, meanOf } from './footage.ts';
import { type CameraModel, likeness } from './likeness.ts';
import { warpError } from './warp.ts';

/** Objective measurements of a clip. */
export type ClipMeasures = {
  /** Mean absolute second difference of the mean brightness, in grey levels. */
  readonly flicker: number;
  /** Mean difference, in grey levels, from the previous frame after motion compensation. */
  readonly warp: number;
  /** Mean second difference of the camera's position, in pixels of a frame 320 wide. */
  readonly jerk: number;
  /** Similarity of the frames to the first one, 0 to 1. */
  readonly subject: number;
  /** Mean speed of movement, in shares of the width per second. */
  readonly motion: number;
};

/** Frames per second at which the subject is compared. */
const lookRate = 8;

/** Second differences of a series. */
export const bends = (values: readonly number[]): number[] =>
  values.slice(2).map((value, index) => value - 2 * (values[index + 1] ?? 0) + (values[index] ?? 0));

const motionOf = (footage: Footage) => {
  const { width, height } = footage;
  const ways: BlockMove[] = [];
  const errors: number[] = [];
  const levels = (index: number) => levelsOf({ width, height, grey: greyOf(footage, index) });
  let before = levels(0);
  for (let index = 1; index < frameCount(footage); index += 1) {
    const after = levels(index);
    const flow = flowBetween(before, after);
    errors.push(warpError(before.full, after.full, flow));
    ways.push(summary(flow));
    before = after;
  }
  return { ways, errors };
};

/** Camera position in every frame, accumulated from the movements. */
const camerasOf = (ways: readonly BlockMove[]): CameraModel[] => {
  let camera: CameraModel = { scale: 1, dx: 0, dy: 0 };
  const moved = ways.map(({ dx, dy, growth }) => {
    const step = 1 + growth;
    camera = { scale: camera.scale * step, dx: camera.dx * step + dx, dy: camera.dy * step + dy };
    return camera;
  });
  return [{ scale: 1, dx: 0, dy: 0 }, ...moved];
};

/** Measures a clip of at least one frame. */
const measureFootage = (footage: Footage): ClipMeasures => {
  const count = frameCount(footage);
  const lumas = Array.from({ length: count }, (_, index) => meanOf(greyOf(footage, index)));
  const { ways, errors } = motionOf(footage);
  const [bendX, bendY] = [bends(ways.map(({ dx }) => dx)), bends(ways.map(({ dy }) => dy))];
  const step = Math.max(1, Math.round(footage.fps / lookRate));
  const looked = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
  const lengths = meanOf(ways.map(({ length }) => length));
  return {
    flicker: meanOf(bends(lumas).map(Math.abs)),
    warp: meanOf(errors),
    jerk: (meanOf(bendX.map((x, index) => Math.hypot(x, bendY[index] ?? 0))) * 320) / footage.width,
    subject: meanOf(likeness(footage, looked, camerasOf(ways))),
    motion: (lengths * footage.fps) / footage.width,
  };
};

/** Measures and their combined score, 0 to 1. Higher is better. */
export type Score = ClipMeasures & { readonly score: number };

/** Expected speed range for each motion setting, in shares of the width per second. */
const meant: Readonly<Record<Motion, readonly [number, number]>> = {
  low: [0.002, 0.03],
  medium: [0.004, 0.08],
  high: [0.008, 0.25],
};

const motionFit = (motion: number, asked: Motion): number => {
  const [least, most] = meant[asked];
  return Math.min(1, motion / least, most / Math.max(most, motion));
};

/** 1 at zero, 0.5 at `half`. */
const falling = (value: number, half: number): number => half / (half + value);

/** Similarity of two unrelated pictures. */
const leastAlike = 0.5;

/**
 * A single score to rank takes by. It includes the requested motion, because otherwise a still clip would be the
 * calmest.
 */
export const rank = (measures: ClipMeasures, asked: Motion): number => {
  const subject = Math.max(0, (measures.subject - leastAlike) / (1 - leastAlike));
  const steadiness = falling(measures.flicker, 2) * falling(measures.jerk, 1.5);
  const fit = motionFit(measures.motion, asked);
  return 0.35 * subject + 0.25 * falling(measures.warp, 5) + 0.2 * steadiness + 0.2 * fit;
};

/** Measures and ranks a clip of at least one frame. Takes about 6 ms per frame, so don't call it on the main thread. */
export const judge = (footage: Footage, asked: Motion): Score => {
  const measures = measureFootage(footage);
  return { ...measures, score: rank(measures, asked) };
};
