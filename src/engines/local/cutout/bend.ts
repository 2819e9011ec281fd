import type { Size } from '../../../core/shot.ts';
import type { Box } from '../../../media/analysis/types.ts';
import type { FaceOutline } from '../puppet/body.ts';

/** Properties of a subject that its motion may use. Lengths are in stage pixels. */
export type CutoutSubject = {
  readonly stage: Size;
  readonly box: Box;
  /** Whether the bottom of the frame cuts it off. */
  readonly cut: boolean;
  readonly faces: readonly FaceOutline[];
  /** A small coverage map of the subject, 0 to 1. `scale` is its pixels per stage pixel. */
  readonly cover: Size & { readonly scale: number; readonly values: Float32Array };
  /** The subject's own colours, packed RGB. `scale` is its pixels per stage pixel. */
  readonly front: Size & { readonly scale: number; readonly rgb: Uint8Array };
  readonly seconds: number;
  readonly strength: number;
  readonly random: () => number;
  /** Progress of a one-time motion, 0 to 1: to the end, or there and back in a loop. Time is in seconds. */
  progress(time: number): number;
};

/** The source position shown at a place, how much brighter it gets (in 1/256), and luma levels added. Modified in place. */
export type Bent = { x: number; y: number; gain: number; shine?: number };

/** A frame (planar yuv420p), how much the subject covers each of its pixels (0 to 255), and how the stage lies in it. */
export type Drawn = Size & {
  readonly picture: Uint8Array;
  readonly cover: Uint8Array;
  /** Frame pixels per stage pixel. */
  readonly zoom: number;
  /** Converts stage points to frame pixels, in place. Points are alternating x and y. */
  toFrame(points: Float64Array): void;
};

/**
 * For a time in seconds, returns a function that replaces a place with its source position. `paint` then adds to the
 * frame what the subject turns into.
 */
export type SubjectMotion = ((time: number) => (place: Bent) => void) & {
  readonly paint?: (drawn: Drawn) => void;
};

/** A kind of motion that a subject makes over the background. */
export type CutoutKind = (subject: CutoutSubject) => SubjectMotion;

export const smooth = (value: number): number => {
  const t = Math.min(1, Math.max(0, value));
  return t * t * (3 - 2 * t);
};

/**
 * A bell curve, 1 in the middle and almost 0 beyond three times its width.
 * Like exp(−x²), but identical on every machine.
 */
export const bell = (x: number): number => {
  const square = x * x;
  const base = 1 + square / 8;
  const four = base * base * base * base;
  return 1 / (four * four);
};
