import type { Size } from '../../core/shot.ts';
import type { PhotoAnalysis } from '../analysis/types.ts';
import { sharp } from '../sharp.ts';
import { fillHole, grow } from './fill.ts';
import { type Care, findCracks } from './find-cracks.ts';
import { guardOf } from './guard.ts';
import { isOfOneColour } from './one-colour.ts';
import { coverPale } from './pale-rims.ts';

type Pixels = Size & { readonly data: Buffer };

/** Cracks are detected on a copy no longer than `longest`. Photos smaller than `small` are enlarged first. */
const [longest, small] = [1280, 640];

const workingSize = ({ width, height }: Size): Size => {
  const side = Math.max(width, height);
  const scale = side < small ? 2 : Math.min(1, longest / side);
  return { width: Math.max(16, Math.round(width * scale)), height: Math.max(16, Math.round(height * scale)) };
};

const greyOf = (rgb: Uint8Array): Uint8Array => {
  const luma = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < luma.length; i += 1)
    luma[i] = Math.round(
      0.299 * (rgb[3 * i] as number) +
        0.587 * (rgb[3 * i + 1] as number) +
        0.114 * (rgb[3 * i + 2] as number),
    );
  return luma;
};

const resized = (data: Uint8Array, from: Size, to: Size): Promise<Buffer> =>
  sharp(data, { raw: { width: from.width, height: from.height, channels: 3 } })
    .resize(to.width, to.height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer();

/** Blends the filled areas of the working copy into the photo with soft edges. All other pixels stay identical. */
const layOver = (photo: Pixels, filled: Uint8Array, hole: Uint8Array, size: Size): void => {
  const [scaleX, scaleY] = [size.width / photo.width, size.height / photo.height];
  const at = (plane: Uint8Array, channels: number, channel: number, x: number, y: number): number => {
    const [column, row] = [Math.min(size.width - 2, x | 0), Math.min(size.height - 2, y | 0)];
    const [u, v] = [Math.min(1, x - column), Math.min(1, y - row)];
    const here = (row * size.width + column) * channels + channel;
    const below = here + size.width * channels;
    const top = (plane[here] as number) * (1 - u) + (plane[here + channels] as number) * u;
    return top + ((plane[below] as number) * (1 - u) + (plane[below + channels] as number) * u - top) * v;
  };
  for (let y = 0, i = 0; y < photo.height; y += 1) {
    const down = Math.max(0, (y + 0.5) * scaleY - 0.5);
    for (let x = 0; x < photo.width; x += 1, i += 1) {
      const right = Math.max(0, (x + 0.5) * scaleX - 0.5);
      const share = at(hole, 1, 0, right, down);
      if (share <= 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const before = photo.data[3 * i + channel] as number;
        const after = at(filled, 3, channel, right, down);
        photo.data[3 * i + channel] = Math.round(before + Math.min(1, share) * (after - before));
      }
    }
  }
};

/**
 * Fills cracks, scratches, tears and chips of an old photo in place; all other pixels stay identical. Returns the share
 * of the picture that was filled.
 */
export const repairCracks = async (photo: Pixels, seen: PhotoAnalysis, care: Care): Promise<number> => {
  // A modern photo has whiskers and masts, so it is repaired only on request.
  if (
    care === 'gentle' &&
    !isOfOneColour(
      photo,
      seen.faces.map(({ box }) => box),
    )
  )
    return 0;
  const size = workingSize(photo);
  const working = new Uint8Array(await resized(photo.data, photo, size));
  const luma = greyOf(working);
  const guard = guardOf(seen, size);
  const found = findCracks(luma, size, guard, care);
  const side = Math.max(size.width, size.height);
  const close = grow(found, size, Math.max(photo.width, photo.height) < 420 ? 1 : side < 900 ? 2 : 3);
  const hole = coverPale(luma, close, guard, size);
  let count = 0;
  for (const value of hole) count += value;
  if (count === 0) return 0;
  fillHole(working, hole, size);
  layOver(photo, working, hole, size);
  return count / hole.length;
};
