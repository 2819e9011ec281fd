import sharp from 'sharp';
import type { Footage } from '../../../src/media/score/footage.ts';

const frame = { width: 160, height: 90 };
const photo = { width: 240, height: 136 };
const frames = 48;

/** A fixture photo, larger than the frame so that a camera can move over it. */
export const readPhoto = async (name: string): Promise<Buffer> =>
  await sharp(`test/fixtures/photos/${name}.jpg`)
    .resize({ ...photo, fit: 'cover' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();

/** Numbers from −1 to 1, the same every time. */
export const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
};

export type FrameSource = {
  /** Where in the photo a frame's pixel comes from. */
  readonly at: (x: number, y: number, index: number) => readonly [number, number];
  /** What becomes of its level. */
  readonly level?: (level: number, index: number) => number;
  /** Another photo that it fades into. */
  readonly into?: Buffer;
};

const within = (value: number, most: number): number => Math.max(0, Math.min(most - 1.001, value));

/** Films a photo: two seconds at 24 frames a second. */
export const film = (pixels: Buffer, { at, level = (same) => same, into }: FrameSource): Footage => {
  const { width, height } = frame;
  const out = new Uint8Array(frames * width * height * 3);
  const row = photo.width * 3;
  for (let index = 0, to = 0; index < frames; index += 1)
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const [x, y] = at(pixel % width, Math.floor(pixel / width), index);
      const [across, down] = [within(x, photo.width), within(y, photo.height)];
      const [left, top] = [Math.floor(across), Math.floor(down)];
      const [right, below] = [across - left, down - top];
      const share = into === undefined ? 0 : index / frames;
      const sample = (source: Buffer, from: number): number => {
        const upper = (source[from] ?? 0) * (1 - right) + (source[from + 3] ?? 0) * right;
        const lower = (source[from + row] ?? 0) * (1 - right) + (source[from + row + 3] ?? 0) * right;
        return upper * (1 - below) + lower * below;
      };
      for (let channel = 0; channel < 3; channel += 1, to += 1) {
        const from = top * row + left * 3 + channel;
        const other = into === undefined ? 0 : sample(into, from) * share;
        const shown = level(sample(pixels, from) * (1 - share) + other, index);
        out[to] = Math.max(0, Math.min(255, Math.round(shown)));
      }
    }
  return { ...frame, pixels: out, channels: 3, fps: 24 };
};
