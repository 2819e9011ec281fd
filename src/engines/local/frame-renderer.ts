import type { Size } from '../../core/shot.ts';
import type { PlanarPicture } from '../../media/planar.ts';

/** Size of a mesh cell as a power of two: cells are 8 by 8 frame pixels. */
export const cellBits = 3;

/** Number of cell corners in a frame, by columns and rows. */
export const gridOf = ({ width, height }: Size) => {
  const cell = 1 << cellBits;
  return { columns: Math.ceil(width / cell) + 1, rows: Math.ceil(height / cell) + 1 };
};

/** Number of frames that a renderer keeps: one is drawn while the others are still being read. */
export const ringLength = 3;

/** Draws a padded texture into one frame after another without allocating memory. */
export type FrameRenderer = {
  /**
   * Texture position of each cell corner in 1/65536 pixels, as alternating x and y, row by row.
   * Fill it before drawing.
   */
  readonly nodes: Int32Array;
  /** Per cell, named by its upper left corner, whether it is drawn (initially 1). Others get zeros. */
  readonly active: Uint8Array;
  /** The texture it draws from. It may be changed between frames. */
  readonly texture: PlanarPicture;
  /** Returns the next frame as planar yuv420p. Its bytes stay valid until `ringLength` more calls. */
  draw(): Uint8Array;
};

/** Creates a renderer. Returns null where it isn't supported. */
export type FrameRendererMaker<Made extends FrameRenderer | null = FrameRenderer> = (
  frame: Size,
  texture: PlanarPicture,
) => Made;

/** Returns a function that cycles through the slots. */
export const around = <Slot>(slots: readonly Slot[]): (() => Slot) => {
  let turn = 0;
  return () => {
    turn = (turn + 1) % slots.length;
    return slots[turn] as Slot;
  };
};
