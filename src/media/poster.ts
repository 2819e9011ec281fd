import type { Size } from '../core/shot.ts';
import { sharp } from './sharp.ts';
import { writeBytes, writeWhole } from './whole-file.ts';

/** A frame (rgb24, rows without padding) as a JPEG of at most 320 pixels per side. */
export const posterOf = (pixels: Uint8Array, { width, height }: Size): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize({ width: 320, height: 320, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();

/** Writes a frame's poster, completely or not at all. */
export const poster = async (pixels: Uint8Array, size: Size, target: string): Promise<void> => {
  const jpeg = await posterOf(pixels, size);
  await writeWhole(target, (part) => writeBytes(part, jpeg));
};
