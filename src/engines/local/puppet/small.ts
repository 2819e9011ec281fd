import type { Size } from '../../../core/shot.ts';

/**
 * A small copy of the cut-out: its colours (three numbers per pixel), 1 in `inside` where it is covered, and `scale`,
 * its pixels per frame pixel.
 */
export type Small = Size & {
  readonly scale: number;
  readonly colour: Float32Array;
  readonly inside: Uint8Array;
};
