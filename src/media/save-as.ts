import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/failure.ts';
import { endings, type Format, type SavedAs } from '../core/formats.ts';
import { type MarkedFile, provenanceOf } from '../core/provenance.ts';
import type { ClipFile } from '../core/reply.ts';
import type { Size } from '../core/shot.ts';
import type { EncodePlan } from './encode-plan.ts';
import { startEncoding } from './encoder.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { even } from './even.ts';
import { aimCrops } from './post/aim.ts';
import { frameAt } from './post/last-frame.ts';
import { reframe } from './post/reframe.ts';
import { probe } from './probe.ts';
import { markPicture } from './provenance/mark-file.ts';

/** One way to make a file, and what its makers allow at most. Formats list several, the best first. */
type Quality = {
  readonly side: number;
  readonly fps: number;
  readonly seconds?: number;
  readonly colors?: number;
  readonly quality?: number;
  readonly bitrate?: number;
};
type Kind = {
  readonly ways: readonly Quality[];
  readonly square?: true;
  readonly bytes?: number;
};

type Moving = Exclude<Format, 'png' | 'jpg'>;

const kinds: Readonly<Record<Moving, Kind>> = {
  gif: {
    ways: [
      { side: 640, fps: 15 },
      { side: 480, fps: 15 },
      { side: 400, fps: 12, colors: 128 },
      { side: 320, fps: 10, colors: 96 },
      { side: 240, fps: 8, colors: 64 },
    ],
  },
  webp: {
    ways: [
      { side: 960, fps: 24, quality: 80 },
      { side: 720, fps: 20, quality: 70 },
      { side: 480, fps: 15, quality: 60 },
      { side: 320, fps: 12, quality: 45 },
    ],
  },
  'discord-sticker': {
    ...{ square: true, bytes: 512_000 },
    ways: [
      { side: 320, fps: 15, seconds: 5, colors: 96 },
      { side: 320, fps: 10, seconds: 3, colors: 64 },
      { side: 320, fps: 8, seconds: 2, colors: 32 },
      { side: 320, fps: 6, seconds: 1.5, colors: 16 },
    ],
  },
  'discord-emoji': {
    ...{ square: true, bytes: 256_000 },
    ways: [
      { side: 128, fps: 15, seconds: 4, colors: 96 },
      { side: 128, fps: 10, seconds: 3, colors: 48 },
      { side: 128, fps: 8, seconds: 2, colors: 24 },
    ],
  },
  'telegram-sticker': {
    bytes: 256_000,
    ways: [620_000, 480_000, 320_000, 200_000].map((bitrate) => ({
      ...{ side: 512, fps: 30, seconds: 3, bitrate },
    })),
  },
};

/** More than a mark adds to a file. */
const markBytes = 2_500;

/** The size whose longer side is `side`. Stickers have exactly that side, everything else is never enlarged. */
const sized = ({ width, height }: Size, side: number, exact: boolean): Size => {
  const scale = side / Math.max(width, height);
  const by = exact ? scale : Math.min(1, scale);
  return { width: even(width * by), height: even(height * by) };
};

const outputOf = (format: Moving, way: Quality, path: string): EncodePlan['output'] => {
  if (format === 'webp') return { kind: 'webp', path, quality: way.quality ?? 75 };
  if (format === 'telegram-sticker') return { kind: 'webm', path, bitrate: way.bitrate ?? 400_000 };
  return { kind: 'gif', path };
};

const palette = (colors: number): string =>
  [
    `split[every][shown];[every]palettegen=max_colors=${colors}:stats_mode=diff[colors]`,
    '[shown][colors]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle',
  ].join(';');

/** Seconds. */
const limit = 120;

const planOf = (
  format: Moving,
  way: Quality,
  source: string,
  target: string,
  before: string[],
  size: Size,
): EncodePlan => {
  const exact = kinds[format].bytes !== undefined;
  const { width, height } = sized(size, way.side, exact);
  const output = outputOf(format, way, target);
  const filters = [
    ...(way.seconds === undefined ? [] : [`trim=end=${way.seconds}`]),
    ...before,
    `fps='min(source_fps,${way.fps})',scale=${width}:${height}:flags=lanczos,setsar=1`,
    ...(output.kind === 'gif' ? [palette(way.colors ?? 256)] : []),
  ].join(',');
  return { input: { kind: 'file', path: source }, filters, output, frames: null, limit };
};

/** The filters that cut a square around people and the subject, and its size. */
const squared = async (
  encoder: EncoderChoice,
  path: string,
  faceAnalysis: 'on' | 'off',
  signal: AbortSignal,
): Promise<{ readonly filters: string[]; readonly size: Size }> => {
  const facts = await probe(path);
  const wish = { kind: 'reframe', ratio: '1:1', fill: { kind: 'subject' } } as const;
  const [step = wish] = await aimCrops(encoder, [wish], { path, facts }, faceAnalysis, signal);
  const [size, filters] = (step.kind === 'reframe' && reframe(facts, step)) || [facts, null];
  return { size, filters: filters === null ? [] : [filters] };
};

/** Encoders that not every FFmpeg has. */
const needed: Partial<Record<Moving, string>> = { webp: 'libwebp', 'telegram-sticker': 'VP9' };

const encode = async (encoder: EncoderChoice, plan: EncodePlan, format: Moving, signal: AbortSignal) => {
  try {
    await startEncoding(encoder, plan, signal).finish();
  } catch (error) {
    const codec = needed[format];
    if (codec === undefined || !(error instanceof Failure) || error.kind !== 'encoder_failed') throw error;
    throw new Failure('format_unavailable', { format, codec }, error);
  }
};

/**
 * Writes a clip in another format to `folder`, in at most `bytes` bytes. Returns the marked file, or null if it can't
 * be that small. Throws `Failure` `format_unavailable`, `format_too_large`, or the failures of `startEncoding`.
 */
export const saveAs = async (
  encoder: EncoderChoice,
  { clip, path }: ClipFile,
  as: SavedAs,
  bytes: number,
  folder: string,
  faceAnalysis: 'on' | 'off',
  signal: AbortSignal,
): Promise<MarkedFile | null> => {
  const ending = endings[as.format];
  const target = join(folder, `${clip.id}.${ending}`);
  /** Marks the file if it is small enough, since nothing may change it afterwards. */
  const marked = async (most: number): Promise<MarkedFile | null> =>
    (await stat(target)).size + markBytes <= most ? markPicture(target, ending, provenanceOf(clip)) : null;
  if (as.format === 'png' || as.format === 'jpg') {
    await frameAt(encoder, path, as.at ?? 0, target, signal);
    return marked(bytes);
  }
  const { ways, square, bytes: allowed = bytes } = kinds[as.format];
  const part = square
    ? await squared(encoder, path, faceAnalysis, signal)
    : { filters: [], size: { width: clip.width, height: clip.height } };
  for (const way of ways) {
    await encode(encoder, planOf(as.format, way, path, target, part.filters, part.size), as.format, signal);
    const done = await marked(Math.min(bytes, allowed));
    if (done !== null) return done;
  }
  if (kinds[as.format].bytes !== undefined) throw new Failure('format_too_large', { format: as.format });
  return null;
};
