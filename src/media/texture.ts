import type { Sharp } from 'sharp';
import { Failure } from '../core/failure.ts';
import type { Restoration, Size } from '../core/shot.ts';
import { damaged } from './photo-size.ts';
import type { PlanarPicture } from './planar.ts';
import { planarOf } from './planar.ts';
import { repairLight, repairTone } from './restore-photo.ts';
import { sharp } from './sharp.ts';

export type Region = Size & { readonly left: number; readonly top: number };

const colour = (picture: Sharp): Sharp => picture.flatten({ background: 'white' }).toColourspace('srgb');

/** A picture as packed RGB. */
export type Pixels = Size & { readonly data: Buffer };

const decode = async (picture: Sharp): Promise<Pixels> => {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true }).catch(damaged);
  if (info.channels !== 3) throw new Failure('photo_damaged', { channels: info.channels });
  return { data, width: info.width, height: info.height };
};

const pixelsOf = async (picture: Sharp): Promise<Buffer> => (await decode(picture)).data;

const fromPixels = ({ data, width, height }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

/** The photo's size in pixels. Throws `Failure` `photo_damaged`. */
export const photoSize = async (path: string): Promise<Size> => {
  const { width, height } = await sharp(path).metadata().catch(damaged);
  return { width, height };
};

/**
 * Decodes the whole photo asynchronously, so that the caller can do other work meanwhile. Throws `Failure`
 * `photo_damaged`.
 */
export const readPhoto = (path: string): Promise<Pixels> => decode(colour(sharp(path)));

/** The whole photo stretched to this size, as packed RGB. Throws `Failure` `photo_damaged`. */
export const readThumbnail = (path: string, { width, height }: Size): Promise<Uint8Array> =>
  pixelsOf(colour(sharp(path).resize(width, height, { fit: 'fill' })));

/** A region of the photo at a new size, as packed RGB. Throws `Failure` `photo_damaged`. */
export const readRegion = (
  photo: string | Pixels,
  region: Region,
  { width, height }: Size,
): Promise<Uint8Array> => {
  const whole = typeof photo === 'string' ? sharp(photo) : fromPixels(photo);
  return pixelsOf(colour(whole.extract(region)).resize(width, height, { fit: 'fill', kernel: 'lanczos3' }));
};

/** Edge pixels repeated around a texture, for mesh cells that extend beyond the frame. */
export const texturePad = 16;

/** Removes isolated specks, but only a share of the finer grain: a face without any grain looks like wax. */
const denoise = async (photo: Sharp, { width, height }: Size, strength: number): Promise<Sharp> => {
  const raw = { width, height, channels: 3 } as const;
  const pixels = await pixelsOf(photo);
  const median = await pixelsOf(sharp(pixels, { raw }).median(3));
  for (let i = 0; i < pixels.length; i += 1) {
    const value = pixels[i] as number;
    pixels[i] = Math.round(value + strength * ((median[i] as number) - value));
  }
  return sharp(pixels, { raw });
};

/**
 * A region of the photo at a new size (both sides even), optionally repaired, ready for warping: planar BT.709 limited
 * range, with `texturePad` edge pixels repeated around it. Throws `Failure` `photo_damaged`.
 */
export const readTexture = async (
  photo: string | Pixels,
  region: Region,
  { width, height }: Size,
  restoration: Restoration | null,
): Promise<PlanarPicture> => {
  const { denoise: strength, contrast, tone } = restoration ?? { denoise: 0, contrast: 0, tone: 'none' };
  const whole = typeof photo === 'string' ? sharp(photo) : fromPixels(photo);
  const part = colour(whole.extract(region));
  const clean = strength === 0 ? part : await denoise(part, region, strength);
  const [top, left] = [texturePad, texturePad];
  const pixels = await pixelsOf(
    clean
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
      .extend({ top, left, bottom: top, right: left, extendWith: 'copy' }),
  );
  const picture = planarOf(pixels, { width: width + 2 * left, height: height + 2 * top });
  repairLight(picture.luma, contrast);
  repairTone(picture, tone);
  return picture;
};
