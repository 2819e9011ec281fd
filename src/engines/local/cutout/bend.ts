import type { Size } from '../../../core/shot.ts';
import type { Box } from '../../../media/analysis/types.ts';
import type { FaceOutline } from '../puppet/body.ts';

/** What a subject's own motion may know about it; lengths in stage pixels. */
export type Subject = {
  readonly stage: Size;
  readonly box: Box;
  /** Whether the frame cuts it off below. */
  readonly cut: boolean;
  readonly faces: readonly FaceOutline[];
  /** A small copy of how much it covers, 0 to 1, and its pixels to a stage pixel. */
  readonly cover: Size & { readonly scale: number; readonly values: Float32Array };
  readonly seconds: number;
  readonly strength: number;
  readonly random: () => number;
  /** How far something that happens once has got, 0 to 1: to the end, or there and back in a loop. */
  progress(time: number): number;
};

/** Where a place shows from, in place, and how much brighter (1/256) it is made. */
export type Bent = { x: number; y: number; gain: number };

/** At a time in seconds: turns a place into where its picture comes from. */
export type Motion = (time: number) => (place: Bent) => void;

/** How a subject may move by itself over what is behind it. */
export type Kind = (subject: Subject) => Motion;

export const smooth = (value: number): number => {
  const t = Math.min(1, Math.max(0, value));
  return t * t * (3 - 2 * t);
};

/** A bell, 1 in the middle and next to nothing beyond three times its width: like exp(−x²), the same on every machine. */
export const bell = (x: number): number => {
  const square = x * x;
  const base = 1 + square / 8;
  const four = base * base * base * base;
  return 1 / (four * four);
};
