import type { Plane } from '../../../media/pixels/plane.ts';

/** A small picture as brightness and two colour differences, each 0 to 1. Grey has colour differences of 0.5. */
export type Colours = { readonly luma: Plane; readonly blue: Plane; readonly red: Plane };

/** Converts packed 8-bit RGB to brightness and colour differences. */
export const coloursOf = (rgb: Uint8Array, width: number, height: number): Colours => {
  const luma = new Float32Array(width * height);
  const blue = new Float32Array(luma.length);
  const red = new Float32Array(luma.length);
  for (let index = 0; index < luma.length; index += 1) {
    const r = (rgb[index * 3] as number) / 255;
    const g = (rgb[index * 3 + 1] as number) / 255;
    const b = (rgb[index * 3 + 2] as number) / 255;
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    luma[index] = y;
    blue[index] = 0.5 + 0.564 * (b - y);
    red[index] = 0.5 + 0.713 * (r - y);
  }
  return {
    luma: { width, height, values: luma },
    blue: { width, height, values: blue },
    red: { width, height, values: red },
  };
};
