import type { Size } from '../../core/shot.ts';
import type { PlanarPicture } from '../../media/planar.ts';

/** Mesh cells are 8 frame pixels wide and tall, as a power of two. */
export const cellBits = 3;

/** How many corners the cells of a frame have. */
export const gridOf = ({ width, height }: Size) => {
  const cell = 1 << cellBits;
  return { columns: Math.ceil(width / cell) + 1, rows: Math.ceil(height / cell) + 1 };
};

/** Frames that a renderer holds: one being drawn while the others are still being read. */
export const ringLength = 3;

/** Draws a padded texture into one frame after another without asking for memory again. */
export type FrameRenderer = {
  /** Where each cell's corner is in the texture, in 1/65536 pixels, x and y in turn, row by row. To be filled before drawing. */
  readonly nodes: Int32Array;
  /** The texture it draws from, to be changed between frames. */
  readonly texture: PlanarPicture;
  /** The next frame as planar yuv420p. Its bytes stay as they are until `ringLength` more calls. */
  draw(): Uint8Array;
};

/** Null where this renderer does not run. */
export type FrameRendererMaker<Made extends FrameRenderer | null = FrameRenderer> = (
  frame: Size,
  texture: PlanarPicture,
) => Made;

/** Goes round a ring of frames. */
export const around = <Slot>(slots: readonly Slot[]): (() => Slot) => {
  let turn = 0;
  return () => {
    turn = (turn + 1) % slots.length;
    return slots[turn] as Slot;
  };
};
