import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import { Failure } from '../core/failure.ts';
import type { Size } from '../core/shot.ts';
import { answerParent } from './answer-parent.ts';
import type { Drawing, Photo } from './intake.ts';
import { tidyJpeg } from './jpeg.ts';
import { advise, measure } from './readiness.ts';
import { sharp } from './sharp.ts';
import { writeBytes } from './whole-file.ts';

const longestSide = 2560;
/** Depth is used smoothly, so that more would only be weight. */
const longestDepthSide = 1280;
const shortestSide = 16;
/** Optimised tables would save a twentieth of the bytes for a quarter more time. */
const kept = { quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false } as const;
/** Readiness thresholds hold for pictures of this size. */
const measuredSide = 768;

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
});

const within = (side: number) =>
  ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

const damaged = (error: unknown): never => {
  throw new Failure('photo_damaged', {}, error);
};

const checkHeader = async (file: Buffer, pixels: number): Promise<void> => {
  const { width, height } = await sharp(file, { limitInputPixels: false }).metadata().catch(damaged);
  if (width * height > pixels) {
    const megapixels = Math.ceil((width * height) / 1e5) / 10;
    throw new Failure('photo_too_many_pixels', { width, height, megapixels, limit: pixels / 1e6 });
  }
  const shrink = Math.min(1, longestSide / Math.max(width, height));
  if (Math.min(width, height) * shrink < shortestSide) {
    throw new Failure('photo_too_small', { width, height, minimum: shortestSide });
  }
};

type Pixels = { readonly data: Buffer; readonly info: Size & { readonly channels: 1 | 2 | 3 | 4 } };

const decode = async (file: Buffer, pixels: number): Promise<Pixels> =>
  await sharp(file, { limitInputPixels: pixels, failOn: 'warning', pages: 1 })
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(within(longestSide))
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);

/** What the photo is like for an animator, judged on a small grey copy. */
const judge = async (picture: Sharp, kept: Size): Promise<Pick<Photo, 'advice' | 'measures'>> => {
  const { data, info } = await picture
    .resize(within(measuredSide))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const measures = measure(data, info, kept);
  return { measures, advice: advise(measures) };
};

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const keepPhoto = async (file: Buffer, part: string, pixels: number): Promise<Photo> => {
  const { data, info } = await decode(file, pixels);
  const picture = sharp(data, { raw: info });
  const keep = async (): Promise<Buffer> => {
    const jpeg = await picture.clone().jpeg(kept).toBuffer();
    await writeBytes(part, jpeg);
    return jpeg;
  };
  const [jpeg, findings] = await Promise.all([keep(), judge(picture.clone(), info)]);
  const { width, height } = info;
  return { width, height, bytes: jpeg.length, sha256: sha256Of(jpeg), ...findings };
};

/** What is see-through is far. */
const keepDepth = async (file: Buffer, part: string, pixels: number): Promise<Drawing> => {
  const { data, info } = await sharp(file, { limitInputPixels: pixels, failOn: 'warning', pages: 1 })
    .autoOrient()
    .flatten({ background: 'black' })
    // A sharper kernel rings beside steps, which depth is full of.
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

const keepLogo = async (file: Buffer, part: string, pixels: number): Promise<Drawing> => {
  const { data, info } = await sharp(file, { limitInputPixels: pixels, failOn: 'warning', pages: 1 })
    .autoOrient()
    .resize(within(longestLogoSide))
    .toColourspace('srgb')
    .png()
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);
  await writeBytes(part, data);
  return { width: info.width, height: info.height, bytes: data.length, sha256: sha256Of(data) };
};

const keepers = { photo: keepPhoto, depth: keepDepth, logo: keepLogo };

type IntakeTask = {
  readonly as: keyof typeof keepers;
  readonly type: string;
  readonly source: string;
  readonly part: string;
  readonly pixels: number;
};

await answerParent(async ({ as, type, source, part, pixels }: IntakeTask): Promise<Photo | Drawing> => {
  const bytes = await readFile(source);
  const file = type === 'jpeg' ? tidyJpeg(bytes) : bytes;
  await checkHeader(file, pixels);
  return await keepers[as](file, part, pixels);
});
