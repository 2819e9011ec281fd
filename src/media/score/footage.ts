import type { Size } from '../../core/shot.ts';

/** Consecutive frames of a clip, grey (one channel) or rgb24 (three), full range, small: about 320 pixels wide. */
export type Footage = Size & {
  readonly pixels: Uint8Array;
  readonly channels: 1 | 3;
  readonly fps: number;
};

export const frameCount = ({ pixels, width, height, channels }: Footage): number =>
  Math.floor(pixels.length / (width * height * channels));

/** One frame's pixels, not copied. */
export const frameAt = ({ pixels, width, height, channels }: Footage, index: number): Uint8Array => {
  const length = width * height * channels;
  return pixels.subarray(index * length, (index + 1) * length);
};

/** A frame's brightness, one byte per pixel. */
export const greyOf = (footage: Footage, index: number): Uint8Array => {
  const frame = frameAt(footage, index);
  if (footage.channels === 1) return frame;
  const grey = new Uint8Array(footage.width * footage.height);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 3) {
    const [red, green, blue] = [frame[from] as number, frame[from + 1] as number, frame[from + 2] as number];
    grey[at] = (77 * red + 150 * green + 29 * blue) >> 8;
  }
  return grey;
};

/** Half the size; each pixel is the mean of four. */
export const halved = (grey: Uint8Array, { width, height }: Size): Uint8Array => {
  const [columns, rows] = [width >> 1, height >> 1];
  const half = new Uint8Array(columns * rows);
  for (let y = 0, to = 0; y < rows; y += 1) {
    for (let x = 0, at = 2 * y * width; x < columns; x += 1, at += 2, to += 1) {
      const above = (grey[at] as number) + (grey[at + 1] as number);
      half[to] = (above + (grey[at + width] as number) + (grey[at + width + 1] as number) + 2) >> 2;
    }
  }
  return half;
};

export const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] as number;
  return values.length === 0 ? 0 : sum / values.length;
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
};
