import type { Size } from '../core/shot.ts';

/**
 * A picture in three planes, BT.709 limited range. The chroma planes (blue and red difference) have half the width and
 * height.
 */
export type PlanarPicture = Size & {
  readonly luma: Uint8Array;
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
};

/** Converts packed 8-bit RGB with even sides to planes. */
export const planarOf = (rgb: Uint8Array, { width, height }: Size): PlanarPicture => {
  const luma = new Uint8Array(width * height);
  const blue = new Uint8Array(luma.length / 4);
  const red = new Uint8Array(luma.length / 4);
  for (let y = 0, half = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2, half += 1) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let corner = 0; corner < 4; corner += 1) {
        const index = (y + (corner >> 1)) * width + x + (corner & 1);
        const red = rgb[index * 3] as number;
        const green = rgb[index * 3 + 1] as number;
        const blue = rgb[index * 3 + 2] as number;
        luma[index] = (11966 * red + 40254 * green + 4064 * blue + 1081344) >> 16;
        r += red;
        g += green;
        b += blue;
      }
      blue[half] = (-6596 * r - 22189 * g + 28785 * b + 33685504) >> 18;
      red[half] = (28785 * r - 26145 * g - 2640 * b + 33685504) >> 18;
    }
  return { width, height, luma, blue, red };
};
