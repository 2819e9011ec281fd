import type { Size } from '../../core/shot.ts';
import type { PlanarPoint } from './render-input.ts';
import { clamp } from './wave.ts';

/** Where the frame lies on the photo: its centre in photo pixels, and the number of photo pixels per frame width. */
export type Window = { readonly x: number; readonly y: number; readonly scale: number };

/** The area that a shot ever sees, in frame coordinates. */
export type Extents = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** The largest window that keeps the shot inside the photo, centred as close to `aim` (photo pixels) as possible. */
export const fitWindow = ({ left, right, top, bottom }: Extents, photo: Size, aim: PlanarPoint): Window => {
  const scale = Math.min(photo.width / (right - left), photo.height / (bottom - top));
  return {
    x: clamp(aim.x, -left * scale, photo.width - right * scale),
    y: clamp(aim.y, -top * scale, photo.height - bottom * scale),
    scale,
  };
};

/** The part of the photo that the shot sees, in whole photo pixels. */
export const regionOf = ({ left, right, top, bottom }: Extents, photo: Size, { x, y, scale }: Window) => {
  const west = clamp(Math.floor(x + left * scale + 1e-6), 0, photo.width - 1);
  const north = clamp(Math.floor(y + top * scale + 1e-6), 0, photo.height - 1);
  const east = clamp(Math.ceil(x + right * scale - 1e-6), west + 1, photo.width);
  const south = clamp(Math.ceil(y + bottom * scale - 1e-6), north + 1, photo.height);
  return { left: west, top: north, width: east - west, height: south - north };
};
