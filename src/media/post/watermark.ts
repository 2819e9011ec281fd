import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { Failure } from '../../core/failure.ts';
import type { Watermark } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { sniff } from '../sniff.ts';
import { writeBytes } from '../whole-file.ts';
import { drawLetters } from './letters.ts';

const heaviest = 2 * 2 ** 20;
const maxPixels = 4e6;

const letters = (text: string, picture: Size): Promise<Buffer> =>
  drawLetters(text, {
    height: Math.max(8, Math.round(Math.min(picture.width, picture.height) * 0.035)),
  });

const logo = async (path: string): Promise<Buffer> => {
  const { size } = await stat(path);
  const file = size > heaviest ? Buffer.alloc(0) : await readFile(path);
  if (sniff(file) !== 'png') throw new Failure('photo_type_unsupported', { type: sniff(file) ?? 'unknown' });
  return file;
};

/** Draws a watermark for a clip of this size as a PNG created by us. Throws `Failure` `photo_…`. */
export const drawWatermark = async (
  mark: Watermark,
  picture: Size,
  files: Readonly<Record<string, string>>,
  target: string,
): Promise<void> => {
  const made =
    mark.kind === 'picture' ? await logo(files[mark.file] ?? '') : await letters(mark.text, picture);
  const png = await sharp(made, { limitInputPixels: maxPixels })
    .toColourspace('srgb')
    .ensureAlpha()
    .resize({
      width: Math.floor(picture.width * (mark.kind === 'picture' ? 0.2 : 0.9)),
      height: Math.floor(picture.height * (mark.kind === 'picture' ? 0.12 : 0.2)),
      fit: 'inside',
      withoutEnlargement: true,
    })
    .png()
    .toBuffer()
    .catch((error: unknown) => {
      throw new Failure('photo_damaged', {}, error);
    });
  await writeBytes(target, png);
};
