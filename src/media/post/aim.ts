import { readFile, rm } from 'node:fs/promises';
import sharp from 'sharp';
import { Failure } from '../../core/failure.ts';
import type { Fill, PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { analysePhoto, nothingSeen } from '../analysis/analyse.ts';
import type { PhotoAnalysis } from '../analysis/types.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import { even } from '../even.ts';
import { keepInFrame } from '../keep-in-frame.ts';
import type { KnownClip } from './other-clips.ts';
import { partOf, ratioOf } from './reframe.ts';

/** Long side of the working copy: large enough to detect people and salient areas. */
const side = 960;

/** The first frame of a clip, after filters that give it another size. */
export const firstFrame = async (
  encoder: EncoderChoice,
  { path, facts }: KnownClip,
  signal: AbortSignal,
  { width, height }: Size = facts,
  filters: readonly string[] = [],
): Promise<{ readonly pixels: Buffer; readonly size: Size }> => {
  const scale = Math.min(1, side / Math.max(width, height));
  const size = { width: even(width * scale), height: even(height * scale) };
  const raw = `${path}.first`;
  const plan = {
    input: { kind: 'file', path },
    filters: [...filters, `scale=${size.width}:${size.height}`].join(','),
    output: { kind: 'raw', path: raw, pixels: 'rgb24' },
    frames: 1,
    limit: 60,
  } as const;
  try {
    await startEncoding(encoder, plan, signal).finish();
    const pixels = await readFile(raw);
    if (pixels.length < size.width * size.height * 3) throw new Failure('bad_output');
    return { pixels, size };
  } finally {
    await rm(raw, { force: true });
  }
};

/** The centre of the most salient part of this aspect ratio, as shares of the picture's sides. */
const eyeCatcher = async (pixels: Buffer, size: Size, shape: number) => {
  const part = partOf(size, shape);
  const { info } = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .resize({ ...part, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [left, top] = [-(info.cropOffsetLeft ?? 0), -(info.cropOffsetTop ?? 0)];
  return { x: (left + part.width / 2) / size.width, y: (top + part.height / 2) / size.height };
};

/** Who is in the picture. Finds nobody when face analysis is off. */
export const analyseFrame = async (
  pixels: Buffer,
  size: Size,
  path: string,
  faceAnalysis: 'on' | 'off',
  signal: AbortSignal,
): Promise<PhotoAnalysis> => {
  if (faceAnalysis === 'off') return nothingSeen(size);
  try {
    await sharp(pixels, { raw: { ...size, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toFile(path);
    return await analysePhoto(path, signal);
  } finally {
    await rm(path, { force: true });
  }
};

/**
 * Returns the steps with every crop around the subject replaced by a crop around a fixed point, or by blur. Throws the
 * failures of `startEncoding`.
 */
export const aimCrops = async (
  encoder: EncoderChoice,
  steps: readonly PostStep[],
  clip: KnownClip,
  faceAnalysis: 'on' | 'off',
  signal: AbortSignal,
): Promise<readonly PostStep[]> => {
  if (!steps.some((step) => step.kind === 'reframe' && step.fill.kind === 'subject')) return steps;
  const { pixels, size } = await firstFrame(encoder, clip, signal);
  const seen = await analyseFrame(pixels, size, `${clip.path}.png`, faceAnalysis, signal);
  const aim = async (shape: number): Promise<Fill> => {
    const part = keepInFrame(seen, shape, await eyeCatcher(pixels, size, shape));
    if (part.filled) return { kind: 'blur' };
    const [x, y] = [part.left + part.width / 2, part.top + part.height / 2];
    return { kind: 'crop', x: x / size.width, y: y / size.height };
  };
  return Promise.all(
    steps.map(async (step) =>
      step.kind === 'reframe' && step.fill.kind === 'subject'
        ? { ...step, fill: await aim(ratioOf(step.ratio)) }
        : step,
    ),
  );
};
