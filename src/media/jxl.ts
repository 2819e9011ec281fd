import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Failure } from '../core/failure.ts';
import { checkSize, damaged } from './photo-size.ts';

/** Maximum number of pixels: the decoder needs thirty bytes per pixel. */
const most = 8e6;

/**
 * The first picture of a JPEG XL, upright, as a PNG in sRGB. Throws `Failure` `photo_damaged`, `photo_too_many_pixels`
 * or `photo_too_small`.
 */
export const jxlToPng = async (file: Buffer, pixels: number): Promise<Buffer> => {
  const { initSync, JxlImage } = await import('jxl-oxide-wasm');
  initSync({ module: await readFile(fileURLToPath(import.meta.resolve('jxl-oxide-wasm/module.wasm'))) });
  const image = new JxlImage();
  image.forceSrgb = true;
  try {
    image.feedBytes(file);
    if (!image.tryInit()) return damaged('cut in its header');
    checkSize({ width: image.width ?? 0, height: image.height ?? 0 }, Math.min(most, pixels));
    if (!image.loaded) return damaged('cut in its pixels');
    return Buffer.from(image.render(0).encodeToPng());
  } catch (error) {
    if (error instanceof Failure) throw error;
    return damaged(error);
  }
};
