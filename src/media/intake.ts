import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import type { Advice, Fix } from '../core/advice.ts';
import { asFailure, Failure } from '../core/failure.ts';
import type { Size } from '../core/shot.ts';
import { megabyte, photoMegabytes } from '../core/upload-limit.ts';
import { askChild } from './ask-child.ts';
import { childModule } from './child.ts';
import type { EncoderChoice } from './encoder-command.ts';
import type { Readiness } from './readiness.ts';
import { headLength, sniff } from './sniff.ts';
import { maxVideoPixels, writeStill } from './video-still.ts';
import { writeWhole } from './whole-file.ts';

/** A normalized copy of an uploaded photo: upright, sRGB, JPEG, without any metadata. */
export type Photo = Size & {
  readonly bytes: number;
  readonly sha256: string;
  readonly advice: readonly Advice[];
  readonly measures: Readiness;
  /** What it needs first, or its clip will be poor. */
  readonly poor: readonly Fix[];
};

/** Maximum file size in bytes and picture size in pixels, and the seconds and resident bytes the decoder may use. */
export type IntakeLimits = {
  readonly bytes: number;
  readonly pixels: number;
  readonly seconds: number;
  readonly memory: number;
};

type IntakeOptions = Partial<IntakeLimits> & {
  /** What is done to a photo. */
  readonly fixes?: readonly Fix[];
};

const defaultLimits: IntakeLimits = {
  bytes: photoMegabytes * megabyte,
  pixels: 50e6,
  seconds: 15,
  memory: 350 * 2 ** 20,
};

const losses = { slow: 'photo_too_slow', greedy: 'photo_too_many_pixels', crashed: 'photo_damaged' } as const;

const accepted: readonly string[] = ['jpeg', 'png', 'gif', 'webp', 'avif', 'heic', 'jxl'];

const unreachable = (error: unknown): never => {
  throw new Failure('photo_missing', {}, error);
};

/** Checks that the file can be opened and is not too large. Throws `Failure` `photo_…` or `sound_…`. */
export const checkWeight = async (
  source: string,
  limit: number,
  what: 'photo' | 'sound' = 'photo',
): Promise<void> => {
  const file = await stat(source).catch((error: unknown) => {
    throw new Failure(`${what}_missing`, {}, error);
  });
  if (file.isDirectory()) throw new Failure(`${what}_is_folder`);
  if (!file.isFile()) throw new Failure(what === 'photo' ? 'photo_not_image' : 'sound_not_audio');
  if (file.size === 0) throw new Failure(`${what}_empty`);
  if (file.size > limit) {
    const megabytes = Math.ceil((file.size / 2 ** 20) * 10) / 10;
    throw new Failure(`${what}_too_heavy`, { megabytes, limit: limit / 2 ** 20 });
  }
};

const readHead = async (file: FileHandle): Promise<Uint8Array> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength));
  return buffer.subarray(0, bytesRead);
};

const sniffFile = async (source: string): Promise<string | null> => {
  const file = await open(source).catch(unreachable);
  return sniff(await readHead(file).finally(() => file.close()));
};

/** Whether a file is a video of which one picture can be used. Throws `Failure` `photo_…` if it can't be opened. */
const isVideo = async (source: string): Promise<boolean> => {
  await checkWeight(source, defaultLimits.bytes);
  return ['mp4', 'webm'].includes((await sniffFile(source)) ?? '');
};

const typeOf = async (source: string): Promise<string> => {
  const type = await sniffFile(source);
  if (type === null) throw new Failure('photo_not_image');
  if (!accepted.includes(type)) throw new Failure('photo_type_unsupported', { type });
  return type;
};

const decodeInChild = async <Kept>(
  as: 'photo' | 'depth' | 'mask' | 'logo',
  source: string,
  target: string,
  limits: IntakeOptions,
  signal: AbortSignal | null,
): Promise<Kept> => {
  const { bytes, pixels, seconds, memory, fixes = [] } = { ...defaultLimits, ...limits };
  await checkWeight(source, bytes);
  const type = await typeOf(source);
  return await writeWhole(target, (part) =>
    askChild<Kept>({
      module: childModule(import.meta.url, 'intake-child'),
      task: { as, type, source, part, pixels, fixes },
      limits: { seconds, memory },
      losses,
      signal,
    }),
  );
};

/**
 * Decodes an untrusted picture in a child process and writes the normalized copy to `target`, completely or not at all.
 * Throws `Failure` `photo_…`, `cancelled`, `disk_full` or `output_unwritable`.
 */
export const intakePicture = (
  source: string,
  target: string,
  limits: IntakeOptions = {},
  signal: AbortSignal | null = null,
): Promise<Photo> => decodeInChild('photo', source, target, limits, signal);

/** Takes in an untrusted photo, or the picture that a video shows `at` a second. Throws what `intakePicture` throws as well. */
export const intakePhoto = async (
  encoder: EncoderChoice,
  source: string,
  target: string,
  at: number | null = null,
  fixes: readonly Fix[] = [],
): Promise<Photo> => {
  if (!(await isVideo(source))) return intakePicture(source, target, { fixes });
  const still = `${target}.still.png`;
  try {
    await writeStill(encoder, source, at ?? 0, still);
    // Without compression it may be larger than what people may upload.
    return await intakePicture(still, target, { bytes: maxVideoPixels * 4, fixes });
  } finally {
    await rm(still, { force: true });
  }
};

/** A normalized copy of a depth map or logo: a PNG. */
export type Drawing = Size & { readonly bytes: number; readonly sha256: string };

/**
 * Takes in an untrusted depth map or mask as a 16-bit grey PNG in which what is near, or marked, is bright; or a logo as a
 * PNG that keeps transparency. Its `photo_…` failures carry the `role`.
 */
export const intakeDrawing = async (
  source: string,
  target: string,
  role: 'depth' | 'mask' | 'logo',
  limits: Partial<IntakeLimits> = {},
  signal: AbortSignal | null = null,
): Promise<Drawing> => {
  try {
    return await decodeInChild<Drawing>(role, source, target, limits, signal);
  } catch (error) {
    const { kind, facts } = asFailure(error);
    throw new Failure(kind, { ...facts, role }, error);
  }
};
