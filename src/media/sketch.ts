import type { Size } from '../core/shot.ts';

/** Brightness is judged in squares of this side, of which eight pixels are read. */
const square = 8;

/** A frame's brightness (planar yuv420p) in squares of 8 by 8 pixels, for judging how it changes. */
export const sketchOf = (frame: Uint8Array, { width, height }: Size): Uint8Array => {
  const [columns, rows] = [Math.floor(width / square), Math.floor(height / square)];
  const sketch = new Uint8Array(columns * rows);
  for (let row = 0, index = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1, index += 1) {
      const start = row * square * width + column * square;
      let sum = 0;
      for (let y = start; y < start + square * width; y += 4 * width)
        sum +=
          (frame[y] as number) +
          (frame[y + 2] as number) +
          (frame[y + 4] as number) +
          (frame[y + 6] as number);
      sketch[index] = (sum + 4) >> 3;
    }
  return sketch;
};

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** A frame (planar yuv420p, BT.709 limited range) as rgb24 of half the width and height. */
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
