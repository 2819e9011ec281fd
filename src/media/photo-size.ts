import { Failure } from '../core/failure.ts';
import type { Size } from '../core/shot.ts';

/** Maximum length in pixels of the longer side of a stored photo. */
export const longestSide = 2560;
const shortestSide = 16;

/** `sharp` resize options that fit a picture into a square without enlarging it. */
export const within = (side: number) =>
  ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

/** Throws `Failure` `photo_damaged`. */
export const damaged = (error: unknown): never => {
  throw new Failure('photo_damaged', {}, error);
};

/** Throws `Failure` `photo_too_many_pixels` or `photo_too_small`. */
export const checkSize = ({ width, height }: Size, pixels: number): void => {
  if (width * height > pixels) {
    const megapixels = Math.ceil((width * height) / 1e5) / 10;
    throw new Failure('photo_too_many_pixels', { width, height, megapixels, limit: pixels / 1e6 });
  }
  const shrink = Math.min(1, longestSide / Math.max(width, height));
  if (Math.min(width, height) * shrink < shortestSide) {
    throw new Failure('photo_too_small', { width, height, minimum: shortestSide });
  }
};
