import { Failure } from '../../core/failure.ts';
import type { Masked } from '../../core/order.ts';
import type { Size } from '../../core/shot.ts';
import { readDepthMap } from '../../media/depth-map.ts';
import { box, type Plane } from '../../media/pixels/plane.ts';
import type { DepthSource } from './depth/source.ts';
import { type Lens, sample } from './lens.ts';
import type { RenderInput } from './render-input.ts';
import { displacement } from './safe-zone.ts';
import { clamp } from './wave.ts';
import type { Window } from './window.ts';

/** Long side of the plane, in pixels. */
const side = 320;
/** The narrowest soft edge, as a fraction of the long side, and its width for each unit of displacement. */
const soft = { least: 0.02, reach: 1.3 } as const;
/** A soft edge that leaves less than this of what may move is made narrower. */
const keep = 0.35;
/** Below this share of the photo, nothing visible is left to move. */
const least = 0.0005;

const sum = (values: Float32Array): number => values.reduce((all, value) => all + value, 0);

/** Softens the edge of what moves on its inner side, so that what stays still is exactly still. */
const feather = (free: Plane, reach: number): Plane => {
  const whole = sum(free.values);
  for (let radius = Math.round(side * Math.max(soft.least, soft.reach * reach)); ; radius >>= 1) {
    const { values } = box(free, radius);
    const edged = { ...free, values: values.map((value) => clamp(2 * value - 1, 0, 1)) };
    if (radius <= 1 || sum(edged.values) >= keep * whole) return edged;
  }
};

/**
 * How much each place of the photo may move, 0 to 1, from the mask that its owner supplied. Throws `Failure`
 * `photo_damaged`, or `mask_empty` if nothing may move.
 */
const readMotionMask = async (path: string, masked: Masked, photo: Size, reach: number): Promise<Plane> => {
  const scale = side / Math.max(photo.width, photo.height);
  const size = {
    width: Math.max(16, Math.round(photo.width * scale)),
    height: Math.max(16, Math.round(photo.height * scale)),
  };
  const marked = await readDepthMap(path, size);
  const values = masked === 'moves' ? marked : marked.map((value) => 1 - value);
  if (sum(values) < least * values.length) throw new Failure('mask_empty', { masked });
  return feather({ ...size, values }, reach);
};

/** How much each place of a photo may move; null without a mask. Throws what `readMotionMask` throws. */
export const freeOf = async (
  { mask = null }: DepthSource,
  input: RenderInput,
  photo: Size,
): Promise<Plane | null> =>
  mask === null ? null : readMotionMask(mask, input.masked ?? 'moves', photo, displacement(input));

/** A lens that moves each place only as far as the mask lets it. */
export const heldBy = (free: Plane | null, photo: Size, window: Window, lens: Lens): Lens => {
  if (free === null) return lens;
  const [originX, originY] = [window.x / photo.width, window.y / photo.height];
  const [scaleX, scaleY] = [window.scale / photo.width, window.scale / photo.height];
  return (points) => {
    const rest = points.slice();
    lens(points);
    for (let i = 0; i < points.length; i += 2) {
      const x = rest[i] as number;
      const y = rest[i + 1] as number;
      const share = sample(free, originX + x * scaleX, originY + y * scaleY);
      points[i] = x + share * ((points[i] as number) - x);
      points[i + 1] = y + share * ((points[i + 1] as number) - y);
    }
  };
};
