import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Json } from '../../../src/core/json.ts';
import type { EncodePlan } from '../../../src/media/encode-plan.ts';
import { startEncoding } from '../../../src/media/encoder.ts';
import type { EncoderChoice } from '../../../src/media/encoder-command.ts';
import { findEncoder } from '../../../src/media/find-encoder.ts';
import { planarOf } from '../../../src/media/planar.ts';
import { mux } from '../../../src/media/post/mux.ts';
import { tone } from '../../media/sounds.ts';
import { temporaryFolder } from '../test-servers.ts';

type Input = Readonly<Record<string, Json>>;
type Shape = { readonly width: number; readonly height: number };

const shortSide = 360;
const slide = 32;

const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2));

type Length = { readonly seconds: number; readonly fps: number; readonly sound: boolean };

/** What an input asks for: seconds, frames a second, and whether it is heard. */
const lengthOf = (input: Input, defaults: Input): Length => {
  const value = (name: string): Json => input[name] ?? defaults[name] ?? 0;
  const number = (name: string): number => Number(value(name));
  const sound = value('generate_audio') === true;
  const fps = number('frames_per_second') || number('fps') || 24;
  if (number('num_frames') > 0) {
    const smooth = value('interpolate_output') === true;
    return { seconds: number('num_frames') / fps, fps: smooth ? 30 : fps, sound };
  }
  if (number('length') > 0) return { seconds: number('length') / 24, fps, sound };
  const seconds = number('duration');
  return { seconds: seconds > 0 ? seconds : 5, fps, sound };
};

const ratioOf = (input: Input, defaults: Input): number => {
  const ratio = String(input['aspect_ratio'] ?? defaults['aspect_ratio'] ?? '');
  const [width, height] = ratio === 'portrait' ? [9, 16] : ratio.split(':').map(Number);
  return width && height ? width / height : 16 / 9;
};

const shapeOf = async (photo: Buffer | null, input: Input, defaults: Input): Promise<Shape> => {
  const size = photo === null ? null : (await sharp(photo).metadata()).autoOrient;
  const wish = size === null ? ratioOf(input, defaults) : size.width / size.height;
  const ratio = Math.min(2.4, Math.max(1 / 2.4, wish));
  return { width: even(shortSide * Math.max(1, ratio)), height: even(shortSide * Math.max(1, 1 / ratio)) };
};

const still = (photo: Buffer | null, { width, height }: Shape): Promise<Buffer> => {
  const image =
    photo === null
      ? sharp({
          create: {
            width,
            height,
            channels: 3,
            background: '#405878',
            noise: { type: 'gaussian', mean: 110, sigma: 25 },
          },
        })
      : sharp(photo).autoOrient().resize(width, height, { fit: 'cover' });
  return image.removeAlpha().toColourspace('srgb').raw().toBuffer();
};

/** One plane of the window that far to the right. */
const crop = (plane: Uint8Array, width: number, shown: number, left: number): Uint8Array => {
  const rows = plane.length / width;
  const cut = new Uint8Array(shown * rows);
  for (let y = 0; y < rows; y += 1) {
    cut.set(plane.subarray(y * width + left, y * width + left + shown), y * shown);
  }
  return cut;
};

/** Adds a hum of that many seconds to a silent film. */
const addSound = async (encoder: EncoderChoice, folder: string, seconds: number): Promise<string> => {
  const [film, wave, sound, whole] = ['movie.mp4', 'hum.wav', 'hum.mp4', 'whole.mp4'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  await writeFile(wave, tone(220, seconds, 0.2));
  const plan: EncodePlan = {
    input: { kind: 'sound', path: wave, format: 'wav' },
    filters: null,
    output: { kind: 'aac', path: sound, bitrate: 96_000 },
    frames: null,
    limit: 60,
  };
  await startEncoding(encoder, plan, new AbortController().signal).finish();
  await mux(film, sound, whole);
  return whole;
};

const encode = async (photo: Buffer | null, shape: Shape, length: Length): Promise<Buffer> => {
  const { seconds, fps, sound } = length;
  const folder = temporaryFolder('movie');
  const path = join(folder, 'movie.mp4');
  const encoder = await findEncoder(undefined);
  const wide = { width: shape.width + slide, height: shape.height };
  const { luma, blue, red } = planarOf(await still(photo, wide), wide);
  const plan: EncodePlan = {
    input: { kind: 'frames', fps, ...shape },
    filters: null,
    output: { kind: 'mp4', path, crf: 26, preset: 'ultrafast' },
    frames: null,
    limit: 120,
  };
  await using encoding = startEncoding(encoder, plan, new AbortController().signal);
  const count = Math.round(seconds * fps);
  for (let frame = 0; frame < count; frame += 1) {
    const left = Math.floor((slide / 2) * (frame / count));
    await encoding.write(
      Buffer.concat([
        crop(luma, wide.width, shape.width, 2 * left),
        crop(blue, wide.width / 2, shape.width / 2, left),
        crop(red, wide.width / 2, shape.width / 2, left),
      ]),
    );
  }
  await encoding.finish();
  return await readFile(sound ? await addSound(encoder, folder, seconds) : path);
};

const made = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

/** A film that slides over the photo, of the length and shape that the input asks for. Made once, one at a time. */
export const movieOf = async (photo: Buffer | null, input: Input, defaults: Input): Promise<Buffer> => {
  const length = lengthOf(input, defaults);
  const shape = await shapeOf(photo, input, defaults);
  const sha256 = createHash('sha256')
    .update(photo ?? '')
    .digest('hex');
  const key = JSON.stringify([sha256, length, shape]);
  const movie = made.get(key) ?? last.then(() => encode(photo, shape, length));
  made.set(key, movie);
  last = movie.catch(() => made.delete(key));
  return movie;
};

/** The photo a little brighter, as a restored one. */
export const restored = (photo: Buffer, format: string): Promise<Buffer> =>
  sharp(photo)
    .autoOrient()
    .modulate({ brightness: 1.05 })
    .toFormat(format === 'jpg' ? 'jpeg' : 'png')
    .toBuffer();
