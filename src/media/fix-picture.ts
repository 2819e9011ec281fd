import { type Fix, fixes } from '../core/advice.ts';
import type { Size } from '../core/shot.ts';
import { longestSide } from './photo-size.ts';
import { sharp } from './sharp.ts';

/** Decoded pixels of a picture. */
export type RawPixels = { readonly data: Buffer; readonly info: Size & { readonly channels: 1 | 2 | 3 | 4 } };

const widest = 16 / 9;
const enoughSide = 720;
const maxTimes = 4;

const open = ({ data, info }: RawPixels) =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

const isLong = ({ width, height }: Size): boolean =>
  Math.max(width, height) / Math.min(width, height) > widest * 1.01;

/** A 16:9 or 9:16 size that shares one side with a long picture: the shorter one, or the longer one. */
const framed = ({ width, height }: Size, share: 'short' | 'long'): Size => {
  const wide = width > height;
  const short = share === 'short' ? Math.min(width, height) : Math.round(Math.max(width, height) / widest);
  const long = share === 'short' ? Math.round(short * widest) : Math.max(width, height);
  return wide ? { width: long, height: short } : { width: short, height: long };
};

const rawOf = (picture: ReturnType<typeof sharp>): Promise<RawPixels> =>
  picture.raw().toBuffer({ resolveWithObject: true });

const clean = (pixels: RawPixels): Promise<RawPixels> => rawOf(open(pixels).median(3));

const crop = async (pixels: RawPixels): Promise<RawPixels> => {
  if (!isLong(pixels.info)) return pixels;
  const position = sharp.strategy.attention;
  return rawOf(open(pixels).resize({ ...framed(pixels.info, 'short'), fit: 'cover', position }));
};

const pad = async (pixels: RawPixels): Promise<RawPixels> => {
  if (!isLong(pixels.info)) return pixels;
  const size = framed(pixels.info, 'long');
  const ground = await rawOf(
    open(pixels)
      .resize({ ...size, fit: 'cover' })
      .blur(Math.min(size.width, size.height) / 30),
  );
  const { width, height, channels } = pixels.info;
  return rawOf(open(ground).composite([{ input: pixels.data, raw: { width, height, channels } }]));
};

const enlarge = async (pixels: RawPixels): Promise<RawPixels> => {
  const { width, height } = pixels.info;
  const room = longestSide / Math.max(width, height);
  const times = Math.min(maxTimes, room, enoughSide / Math.min(width, height));
  if (times <= 1) return pixels;
  const size = { width: Math.round(width * times), height: Math.round(height * times) };
  return rawOf(
    open(pixels)
      .resize({ ...size, kernel: 'lanczos3' })
      .sharpen({ sigma: times / 2 }),
  );
};

const steps: Readonly<Record<Fix, (pixels: RawPixels) => Promise<RawPixels>>> = { clean, crop, pad, enlarge };

/** Fixes a picture, always in the same order. What it doesn't need changes nothing. */
export const fixPicture = async (pixels: RawPixels, wanted: readonly Fix[]): Promise<RawPixels> => {
  let fixed = pixels;
  for (const fix of fixes) if (wanted.includes(fix)) fixed = await steps[fix](fixed);
  return fixed;
};
