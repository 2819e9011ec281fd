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

const sample = (pixels: Buffer, x: number, y: number, channel: number): number => {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const level = (across: number, down: number): number =>
    pixels[((top + down) * photo.width + left + across) * 3 + channel] ?? 0;
  const [right, below] = [x - left, y - top];
  const upper = level(0, 0) * (1 - right) + level(1, 0) * right;
  return upper * (1 - below) + (level(0, 1) * (1 - right) + level(1, 1) * right) * below;
};

const within = (value: number, most: number): number => Math.max(0, Math.min(most - 1.001, value));

/** Films a photo: two seconds at 24 frames a second. */
export const film = (pixels: Buffer, { at, level = (same) => same, into }: FrameSource): Footage => {
  const { width, height } = frame;
  const out = new Uint8Array(frames * width * height * 3);
  for (let to = 0; to < out.length; to += 1) {
    const [channel, pixel] = [to % 3, Math.floor(to / 3)];
    const index = Math.floor(pixel / (width * height));
    const [x, y] = at(pixel % width, Math.floor(pixel / width) % height, index);
    const [across, down] = [within(x, photo.width), within(y, photo.height)];
    const share = into === undefined ? 0 : index / frames;
    const shown = sample(pixels, across, down, channel) * (1 - share);
    const other = into === undefined ? 0 : sample(into, across, down, channel) * share;
    out[to] = Math.max(0, Math.min(255, Math.round(level(shown + other, index))));
  }
  return { ...frame, pixels: out, channels: 3, fps: 24 };
};
