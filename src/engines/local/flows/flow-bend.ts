import type { Beat } from '../../../core/beat.ts';
import type { Point } from '../render-input.ts';

/**
 * Moves a point to where its picture comes from. `share` says how much it takes part, 0 to 1; what streams does so to the
 * right and down.
 */
export type Bend = (point: Point, share: number, right?: number, down?: number) => void;

/** A head in the frame: its middle, and half its width and height. */
export type Head = Point & { readonly across: number; readonly down: number };

/** What a flow may know about the picture: the heads in it, and the middle of what is interesting. */
export type Stage = { readonly heads: readonly Head[]; readonly aim: Readonly<Point> };

export type Flowing = {
  readonly amplitude: number;
  readonly seconds: number;
  /** Height of the frame, in frame widths. */
  readonly tall: number;
  readonly random: () => number;
  readonly loop: boolean;
  readonly beat: Beat;
  /** How far something that happens once has got, 0 to 1: to the end, or there and back in a loop. */
  progress(time: number): number;
};

/** A flow at a time in seconds. Of a flow that fades, the echo is the same half a period later. */
export type Current = (time: number, stage: Stage, echo: boolean) => Bend;
