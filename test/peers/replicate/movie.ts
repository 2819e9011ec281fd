import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Json } from '../../../src/core/json.ts';
import { startEncoding } from '../../../src/media/encoder.ts';
import { findEncoder } from '../../../src/media/find-encoder.ts';
import { planarOf } from '../../../src/media/planar.ts';
import { temporaryFolder } from '../server.ts';

type Input = Readonly<Record<string, Json>>;
type Shape = { readonly width: number; readonly height: number };

const shortSide = 360;
const slide = 32;

const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2));

/** Length in seconds and frames per second that an input asks for. */
export const lengthOf = (input: Input, defaults: Input): { seconds: number; fps: number } => {
  const value = (name: string): number => Number(input[name] ?? defaults[name] ?? 0);
  const fps = value('frames_per_second') || value('fps') || 24;
  if (value('num_frames') > 0) return { seconds: value('num_frames') / fps, fps };
  if (value('length') > 0) return { seconds: value('length') / 24, fps };
  const seconds = value('duration') || value('seconds');
  return { seconds: seconds > 0 ? seconds : 5, fps };
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

const encode = async (photo: Buffer | null, shape: Shape, seconds: number, fps: number): Promise<Buffer> => {
  const path = join(temporaryFolder('movie'), 'movie.mp4');
  const wide = { width: shape.width + slide, height: shape.height };
  const { luma, blue, red } = planarOf(await still(photo, wide), wide);
  await using encoding = startEncoding(
    await findEncoder(undefined),
    {
      input: { kind: 'frames', fps, ...shape },
      filters: null,
      output: { kind: 'mp4', path, crf: 26, preset: 'ultrafast' },
      frames: null,
      limit: 120,
    },
    new AbortController().signal,
  );
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
  return readFile(path);
};

const made = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

/** A film that slides over the photo, of the length and shape that the input asks for. Made once, one at a time. */
export const movieOf = async (photo: Buffer | null, input: Input, defaults: Input): Promise<Buffer> => {
  const { seconds, fps } = lengthOf(input, defaults);
  const shape = await shapeOf(photo, input, defaults);
  const sha256 = createHash('sha256')
    .update(photo ?? '')
    .digest('hex');
  const key = `${sha256} ${seconds} ${fps} ${shape.width} ${shape.height}`;
  const movie = made.get(key) ?? last.then(() => encode(photo, shape, seconds, fps));
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
