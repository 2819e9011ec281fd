import type { Beat } from '../../../core/order.ts';
import type { PlanarPoint } from '../render-input.ts';

/**
 * Moves a point to its source position. `share` is how much the point takes part, 0 to 1; `right` and `down` are how
 * much it streams in these directions.
 */
export type Bend = (point: PlanarPoint, share: number, right?: number, down?: number) => void;

/** A head in the frame: its middle, and half its width and height. */
export type FlowHead = PlanarPoint & { readonly across: number; readonly down: number };

/** What a flow knows about the picture: its heads, the middle of the interesting part, and the far end of its water. */
export type FlowStage = {
  readonly heads: readonly FlowHead[];
  readonly aim: Readonly<PlanarPoint>;
  readonly horizon: number | null;
};

export type Flowing = {
  readonly amplitude: number;
  readonly seconds: number;
  /** Height of the frame, in frame widths. */
  readonly tall: number;
  readonly random: () => number;
  readonly loop: boolean;
  readonly beat: Beat;
  /** Progress of a one-time motion, 0 to 1; in a loop it goes there and back. */
  progress(time: number): number;
};

/** A flow at a time in seconds. For a flow that crossfades, `echo` selects the copy half a period later. */
export type Current = (time: number, stage: FlowStage, echo: boolean) => Bend;
