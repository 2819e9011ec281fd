import type { PostStep } from '../../../src/core/post-steps.ts';
import type { EncoderChoice } from '../../../src/media/encoder-command.ts';
import { applyPost, type PostFiles } from '../../../src/media/post/apply.ts';
import { encode, framesPlan, type Shape } from '../clips.ts';

/** A frame of one luma and two chroma levels. */
export const flatFrame = ({ width, height }: Shape, luma: number, blue = 128, red = 128): Buffer => {
  const frame = Buffer.alloc(width * height * 1.5, luma);
  frame.fill(blue, width * height, width * height * 1.25);
  frame.fill(red, width * height * 1.25);
  return frame;
};

/** Makes a clip of these frames, 24 a second, next to nothing lost. */
export const shoot = async (
  choice: EncoderChoice,
  path: string,
  shape: Shape,
  frames: readonly Uint8Array[],
): Promise<string> => {
  await encode(
    choice,
    framesPlan(shape, path, { output: { kind: 'mp4', path, crf: 4, preset: 'veryfast' } }),
    frames,
  );
  return path;
};

export const post = async (
  choice: EncoderChoice,
  steps: readonly PostStep[],
  source: string,
  files: PostFiles = {},
): Promise<string> => {
  const target = source.replace('.mp4', '-after.mp4');
  // Nobody is in these clips: looking for faces would take longer than all else.
  await applyPost(choice, steps, source, target, files, new AbortController().signal, 'off');
  return target;
};

/** Mean level of every frame of a grey decode. */
export const levels = (grey: Buffer, length: number): number[] =>
  Array.from({ length: grey.length / length }, (_, at) => {
    const frame = grey.subarray(at * length, (at + 1) * length);
    return frame.reduce((sum, level) => sum + level, 0) / length;
  });
