import { readFileSync } from 'node:fs';
import type { EncodePlan, Mp4Out, RawOut } from '../../src/media/encode-plan.ts';
import { startEncoding } from '../../src/media/encoder.ts';
import type { EncoderChoice } from '../../src/media/encoder-command.ts';

export type Shape = { readonly width: number; readonly height: number };

/** Limited-range BT.709 values of red, green, blue and white. */
const quarters = [
  [63, 102, 240],
  [173, 42, 26],
  [32, 240, 118],
  [235, 128, 128],
] as const;

const plane = (width: number, height: number, value: (x: number, y: number) => number): Uint8Array => {
  const values = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) values[at] = value(x, y);
  return values;
};

const planes = ({ width, height }: Shape, value: (x: number, y: number, channel: 0 | 1 | 2) => number) =>
  Buffer.concat([
    plane(width, height, (x, y) => value(x / width, y / height, 0)),
    plane(width / 2, height / 2, (x, y) => value((2 * x) / width, (2 * y) / height, 1)),
    plane(width / 2, height / 2, (x, y) => value((2 * x) / width, (2 * y) / height, 2)),
  ]);

/** A frame of four plain quarters: red, green; blue, white. */
export const plainFrame = (shape: Shape): Buffer =>
  planes(shape, (x, y, channel) => quarters[y < 0.5 ? (x < 0.5 ? 0 : 1) : x < 0.5 ? 2 : 3][channel]);

/** A frame of a slanted wave that moves by a tenth of the width every ten frames. */
export const movingFrame = (shape: Shape, index: number): Buffer =>
  planes(shape, (x, y, channel) =>
    Math.round(128 + (channel === 0 ? 90 : 40) * Math.sin(6.28 * (x + y + channel / 3 + index / 100))),
  );

export const movingFrames = (shape: Shape, count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => movingFrame(shape, index));

/** Fits only a long way over any small budget. */
export const noisyFrames = ({ width, height }: Shape, count: number): Buffer[] => {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 16 + ((state >>> 24) * 219) / 255;
  };
  return Array.from({ length: count }, () =>
    Buffer.from(Uint8Array.from({ length: width * height * 1.5 }, next)),
  );
};

export const framesPlan = (shape: Shape, path: string, changes: Partial<EncodePlan> = {}): EncodePlan => ({
  input: { kind: 'frames', fps: 24, ...shape },
  filters: null,
  output: { kind: 'mp4', path, crf: 14, preset: 'veryfast' } satisfies Mp4Out,
  frames: null,
  limit: 60,
  ...changes,
});

export const filePlan = (
  path: string,
  output: Mp4Out | RawOut,
  changes: Partial<EncodePlan> = {},
): EncodePlan => ({
  input: { kind: 'file', path },
  filters: null,
  output,
  frames: null,
  limit: 60,
  ...changes,
});

/** Carries a plan out to its end. */
export const encode = async (choice: EncoderChoice, plan: EncodePlan, frames: readonly Uint8Array[] = []) => {
  await using encoding = startEncoding(choice, plan, new AbortController().signal);
  for (const frame of frames) await encoding.write(frame);
  await encoding.finish();
};

/** A clip's pixels, decoded again. */
export const decode = async (
  choice: EncoderChoice,
  path: string,
  pixels: RawOut['pixels'],
  changes: Partial<EncodePlan> = {},
): Promise<Buffer> => {
  const raw = `${path}.${pixels}`;
  await encode(choice, filePlan(path, { kind: 'raw', path: raw, pixels }, changes));
  return readFileSync(raw);
};

export const meanError = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 1000)), 0) / one.length;
