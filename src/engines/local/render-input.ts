import type { LocalRecipe } from '../../core/shot.ts';

/** Everything a film depends on besides the photo: JSON, and the same input always gives the same frames. */
export type RenderInput = {
  readonly recipe: LocalRecipe;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  /** Hash of the model that tells depth, where one does and no map is given. */
  readonly depthModel?: string;
};

/** A place in the frame: the middle is 0, 0; the frame is 1 wide; y points down. */
export type Point = { x: number; y: number };
