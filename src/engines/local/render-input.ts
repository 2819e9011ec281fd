import type { Masked } from '../../core/order.ts';
import type { LocalRecipe } from '../../core/shot.ts';

/** Everything a render depends on besides the photo, as JSON. The same input always gives the same frames. */
export type RenderInput = {
  readonly recipe: LocalRecipe;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  /** Hash of the depth model, if one is used. A depth map takes precedence. */
  readonly depthModel?: string;
  /** What the part marked by the owner's mask does; missing without a mask. */
  readonly masked?: Masked;
};

/** A point in the frame. The centre is 0, 0; the frame is 1 wide; y points down. */
export type PlanarPoint = { x: number; y: number };
