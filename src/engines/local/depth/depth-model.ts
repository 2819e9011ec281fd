import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Size } from '../../../core/shot.ts';
import { type Plane, percentile } from '../../../media/pixels/plane.ts';
import { clamp } from '../wave.ts';
import type { DepthModel } from './source.ts';

/** What Depth Anything was trained on: patch side and usual picture side in pixels, and ImageNet's colours. */
const patch = 14;
const defaultSide = 518;
const mean = [0.485, 0.456, 0.406] as const;
const deviation = [0.229, 0.224, 0.225] as const;

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 12);

/** The model's fixed input size, or one with the photo's shape and about as many pixels as in training. */
const inputSize = (input: InferenceSession.ValueMetadata | undefined, photo: Size): Size => {
  if (input?.isTensor !== true || input.type !== 'float32' || input.shape.length !== 4)
    throw new Error('the depth model takes no picture');
  const [, channels, height, width] = input.shape;
  if (typeof channels === 'number' && channels !== 3)
    throw new Error('the depth model takes no colour picture');
  const stretch = Math.sqrt(clamp(photo.width / photo.height, 0.5, 2));
  const side = (fixed: number | string | undefined, wished: number): number =>
    typeof fixed === 'number' && fixed > 0 ? fixed : patch * Math.round(wished / patch);
  return { width: side(width, defaultSide * stretch), height: side(height, defaultSide / stretch) };
};

/** Converts packed RGB to three consecutive planes, normalised as the model expects. */
const channelsOf = (rgb: Uint8Array, { width, height }: Size): Float32Array => {
  const area = width * height;
  const values = new Float32Array(3 * area);
  for (const channel of [0, 1, 2] as const)
    for (let i = 0; i < area; i += 1)
      values[channel * area + i] =
        ((rgb[3 * i + channel] as number) / 255 - mean[channel]) / deviation[channel];
  return values;
};

const planeFrom = (output: Tensor | undefined): Plane => {
  const dims = output?.dims ?? [];
  const [height = 0, width = 0] = dims.slice(-2);
  const alone = dims.length >= 2 && dims.length <= 4 && dims.slice(0, -2).every((count) => count === 1);
  if (!alone || width < 2 || height < 2 || !(output?.data instanceof Float32Array))
    throw new Error(`the depth model gives no depth but ${output?.type} [${dims.join(', ')}]`);
  const plane = { width, height, values: output.data };
  if (!plane.values.every(Number.isFinite)) throw new Error('the depth model gives what is no number');
  if (percentile(plane, 0.98) - percentile(plane, 0.02) < 1e-6)
    throw new Error('the depth model sees no depth');
  return plane;
};

/**
 * Estimates a photo's depth with a model, in the model's own size and units; higher is nearer. `read` returns the photo
 * scaled to a size, as packed RGB. Throws if the model is unusable. Takes about a second for a small model.
 */
export const runDepthModel = async (
  { path, hash }: DepthModel,
  photo: Size,
  read: (size: Size) => Promise<Uint8Array>,
): Promise<Plane> => {
  const bytes = await readFile(path);
  if (hashOf(bytes) !== hash) throw new Error('the depth model is not the one the clip was planned with');
  const runtime = await import('onnxruntime-node');
  // The number of threads affects how sums are rounded, so it is fixed.
  const session = await runtime.InferenceSession.create(bytes, {
    intraOpNumThreads: 2,
    interOpNumThreads: 1,
  });
  try {
    const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
    const size = inputSize(session.inputMetadata[0], photo);
    const values = channelsOf(await read(size), size);
    const tensor = new runtime.Tensor('float32', values, [1, 3, size.height, size.width]);
    return planeFrom((await session.run({ [input]: tensor }))[output]);
  } finally {
    await session.release();
  }
};
