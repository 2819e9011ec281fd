import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import type { Fix } from '../core/advice.ts';
import type { Size } from '../core/shot.ts';
import { backdropOf } from './backdrop-colour.ts';
import { isUsableIcc } from './colour/icc.ts';
import type { ColourSpace } from './colour/spaces.ts';
import { toSrgb } from './colour/to-srgb.ts';
import { fixPicture, type RawPixels } from './fix-picture.ts';
import { readHeic } from './heic.ts';
import { heifColour } from './heif.ts';
import type { Drawing, Photo } from './intake.ts';
import { stripJpeg } from './jpeg.ts';
import { jxlToPng } from './jxl.ts';
import { checkSize, damaged, longestSide, within } from './photo-size.ts';
import { readPng } from './png.ts';
import { advise, measure, needed } from './readiness.ts';
import { sharp } from './sharp.ts';
import { writeBytes } from './whole-file.ts';

/** Depth is used smoothed, so a higher resolution would only cost bytes. */
const longestDepthSide = 1280;
/** Optimised tables would save a twentieth of the bytes for a quarter more time. */
const kept = { quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false } as const;
/** Readiness thresholds apply to pictures of this size. */
const measuredSide = 768;

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
});

type Profile = 'none' | 'usual' | 'deep';

/** Throws when the picture is too large or too small. Returns whether its profile can be trusted. */
const checkHeader = async (file: Buffer, pixels: number): Promise<Profile> => {
  const header = await sharp(file, { limitInputPixels: false }).metadata().catch(damaged);
  const { width, height, icc, space, channels, depth } = header;
  checkSize({ width, height }, pixels);
  const meant = space === 'cmyk' ? 'CMYK' : channels < 3 ? 'GRAY' : 'RGB ';
  if (icc === undefined || !isUsableIcc(icc, meant)) return 'none';
  return depth === 'ushort' ? 'deep' : 'usual';
};

/** A file that the decoder accepts, whether its profile counts, and its colour space when something else defines it. */
type Picture = { readonly file: Buffer; readonly space: ColourSpace | null; readonly icc: Profile };

const openPicture = async (type: string, file: Buffer, pixels: number): Promise<Omit<Picture, 'icc'>> => {
  if (type === 'jpeg') return { file: stripJpeg(file), space: null };
  if (type === 'png') return readPng(file);
  if (type === 'heic') return await readHeic(file, pixels);
  if (type === 'jxl') return readPng(await jxlToPng(file, pixels));
  return { file, space: type === 'avif' ? heifColour(file).space : null };
};

/** An upright picture in sRGB whose longer side is at most `side` pixels. */
const shown = async ({ file, space, icc }: Picture, pixels: number, side: number): Promise<Sharp> => {
  const options = { limitInputPixels: pixels, failOn: 'warning', pages: 1 } as const;
  if (space === null) {
    const sized = sharp(file, { ...options, ignoreIcc: icc === 'none' })
      .autoOrient()
      .resize(within(side));
    // sharp converts pictures with more than 8 bits to Display P3 and leaves them there.
    return icc === 'deep' ? sized.withIccProfile('srgb', { attach: false }) : sized;
  }
  const { data, info } = await sharp(file, { ...options, ignoreIcc: true })
    .autoOrient()
    .resize(within(side))
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const channels = info.channels === 4 ? 4 : 3;
  const levels = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return sharp(toSrgb(levels, channels, space), { raw: { width, height, channels } });
};

const rawOf = (picture: Sharp): Promise<RawPixels> => picture.raw().toBuffer({ resolveWithObject: true });

const decode = async (picture: Picture, pixels: number): Promise<RawPixels> => {
  const seen = await shown(picture, pixels, longestSide).then(rawOf).catch(damaged);
  if (seen.info.channels % 2 === 1) return seen;
  return await rawOf(sharp(seen.data, { raw: seen.info }).flatten({ background: backdropOf(seen) }));
};

/** How suitable the photo is for animation, measured on a small grey copy. */
const judge = async (picture: Sharp, kept: Size): Promise<Pick<Photo, 'advice' | 'measures' | 'poor'>> => {
  const { data, info } = await picture
    .resize(within(measuredSide))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const measures = measure(data, info, kept);
  return { measures, advice: advise(measures), poor: needed(measures) };
};

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const keepPhoto = async (
  picture: Picture,
  part: string,
  pixels: number,
  wanted: readonly Fix[],
): Promise<Photo> => {
  const { data, info } = await fixPicture(await decode(picture, pixels), wanted);
  const seen = sharp(data, { raw: info });
  const writeJpeg = async (): Promise<Buffer> => {
    const jpeg = await seen.clone().jpeg(kept).toBuffer();
    await writeBytes(part, jpeg);
    return jpeg;
  };
  const [jpeg, findings] = await Promise.all([writeJpeg(), judge(seen.clone(), info)]);
  const { width, height } = info;
  return { width, height, bytes: jpeg.length, sha256: sha256Of(jpeg), ...findings };
};

/** Transparent areas count as far, or as not marked. */
const keepDepth = async ({ file }: Picture, part: string, pixels: number): Promise<Drawing> => {
  const { data, info } = await sharp(file, { limitInputPixels: pixels, failOn: 'warning', pages: 1 })
    .autoOrient()
    .flatten({ background: 'black' })
    // A sharper kernel causes ringing at steps, and depth maps are full of steps.
    .resize({ ...within(longestDepthSide), kernel: 'linear' })
    .toColourspace('grey16')
    .png()
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);
  await writeBytes(part, data);
  return { width: info.width, height: info.height, bytes: data.length, sha256: sha256Of(data) };
};

// A corner of a large clip is no wider.
const longestLogoSide = 512;

const keepLogo = async (picture: Picture, part: string, pixels: number): Promise<Drawing> => {
  const { data, info } = await shown(picture, pixels, longestLogoSide)
    .then((seen) => seen.toColourspace('srgb').png().toBuffer({ resolveWithObject: true }))
    .catch(damaged);
  await writeBytes(part, data);
  return { width: info.width, height: info.height, bytes: data.length, sha256: sha256Of(data) };
};

const keepers = { photo: keepPhoto, depth: keepDepth, mask: keepDepth, logo: keepLogo };

export type IntakeTask = {
  readonly as: keyof typeof keepers;
  readonly type: string;
  readonly source: string;
  readonly part: string;
  readonly pixels: number;
  /** For a photo. */
  readonly fixes: readonly Fix[];
};

/** Writes a normalized copy of an untrusted picture to `part`. Throws `Failure` `photo_…`. */
export const decodePicture = async ({
  as,
  type,
  source,
  part,
  pixels,
  fixes,
}: IntakeTask): Promise<Photo | Drawing> => {
  const picture = await openPicture(type, await readFile(source), pixels);
  const icc = await checkHeader(picture.file, pixels);
  return await keepers[as]({ ...picture, icc }, part, pixels, fixes);
};
