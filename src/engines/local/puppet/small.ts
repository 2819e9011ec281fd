import type { Size } from '../../../core/shot.ts';

/** A small copy of what is cut out: colours (three numbers a pixel), 1 where it is covered, and its pixels to a frame pixel. */
export type Small = Size & {
  readonly scale: number;
  readonly colour: Float32Array;
  readonly inside: Uint8Array;
};
