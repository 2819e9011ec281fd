import type { Light, Size } from '../../core/shot.ts';
import type { Plane } from '../../media/pixels/plane.ts';
import { sample } from './lens.ts';
import { cosine, ease } from './wave.ts';
import type { Window } from './window.ts';

/** Slant of the light band, in pixels to the side per pixel down. */
const slant = 0.45;

/** Brightest luma value in limited range. */
const white = 235;

/** How much of the light each pixel receives, 0 to 256. The subject receives the most. */
const catchOf = ({ width, height }: Size, window: Window, photo: Size, subject: Plane): Uint16Array => {
  const falls = new Uint16Array(width * height);
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, index += 1) {
      const right = (window.x + (x / width - 0.5) * window.scale) / photo.width;
      const down = (window.y + ((y - height / 2) / width) * window.scale) / photo.height;
      falls[index] = 256 * (0.06 + 0.94 * sample(subject, right, down));
    }
  return falls;
};

/** Sweeps a slanted band of light over a frame's luma once, from left to right. Bright areas gleam most. */
export const createSweep = (
  { strength }: Light,
  frame: Size,
  window: Window,
  photo: Size,
  subject: Plane,
): ((picture: Uint8Array, t: number) => void) => {
  const { width, height } = frame;
  const falls = catchOf(frame, window, photo, subject);
  const half = Math.round(0.16 * width);
  const band = Int32Array.from(
    { length: 2 * half },
    (_, i) => 128 * strength * (1 - cosine((i + 0.5) / (2 * half))),
  );
  const reach = width + slant * height + 2 * half;
  return (picture, t) => {
    const middle = ease(Math.min(1, Math.max(0, (t - 0.1) / 0.8))) * reach - half;
    for (let y = 0; y < height; y += 1) {
      const start = Math.round(middle - slant * y - half);
      for (let x = Math.max(0, start); x < Math.min(width, start + 2 * half); x += 1) {
        const index = y * width + x;
        const luma = picture[index] as number;
        const light = ((band[x - start] as number) * (falls[index] as number)) >> 8;
        picture[index] = luma + (((white - luma) * light * luma) >> 16);
      }
    }
  };
};
