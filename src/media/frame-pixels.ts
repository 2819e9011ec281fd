import type { Size } from '../core/shot.ts';

/** Brightness is sampled from every fourth line and every other pixel. */
const step = { down: 4, across: 2 } as const;

/** A frame's mean brightness (planar yuv420p, limited range), 0 to 255. */
export const brightnessOf = (frame: Uint8Array, { width, height }: Size): number => {
  let sum = 0;
  for (let row = 0; row < height; row += step.down)
    for (let at = row * width; at < (row + 1) * width; at += step.across) sum += frame[at] as number;
  const count = Math.ceil(height / step.down) * Math.ceil(width / step.across);
  return ((sum / count - 16) * 255) / 219;
};

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** A frame (planar yuv420p, BT.709 limited range) as rgb24 at half the width and height. */
export const rgbOf = (frame: Uint8Array, { width, height }: Size): Uint8Array => {
  const [columns, rows] = [width / 2, height / 2];
  const pixels = new Uint8Array(columns * rows * 3);
  for (let row = 0, index = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1, index += 1) {
      const at = 2 * row * width + 2 * column;
      const four =
        (frame[at] as number) +
        (frame[at + 1] as number) +
        (frame[at + width] as number) +
        (frame[at + width + 1] as number);
      const luma = 1.1644 * (four / 4 - 16);
      const blue = (frame[width * height + index] as number) - 128;
      const red = (frame[width * height + columns * rows + index] as number) - 128;
      pixels[index * 3] = byte(luma + 1.7927 * red);
      pixels[index * 3 + 1] = byte(luma - 0.2132 * blue - 0.5329 * red);
      pixels[index * 3 + 2] = byte(luma + 2.1124 * blue);
    }
  return pixels;
};
