import type { Size } from '../../core/shot.ts';
import type { Box } from '../analysis/types.ts';

const bands = 16;

/**
 * Maximum mean deviation, in levels of 255, of a monochrome print from its usual colour at that brightness: anywhere,
 * since paper yellows in spots, and in a face, where the lips of a colour photo are red.
 */
const stray = { anywhere: 5.5, face: 4.8 } as const;

/** Measures how far pixels are from the mean colour of all pixels of the picture that are as bright. */
const colourSpread = (rgb: Uint8Array) => {
  const sums = Array.from({ length: bands }, () => ({ count: 0, warm: 0, cool: 0 }));
  const read = (i: number) => {
    const [red, green, blue] = [rgb[i] as number, rgb[i + 1] as number, rgb[i + 2] as number];
    const band = Math.min(bands - 1, Math.floor(((red + 2 * green + blue) / 4 / 256) * bands));
    return { warm: red - green, cool: blue - green, sum: sums[band] ?? { count: 1, warm: 0, cool: 0 } };
  };
  for (let i = 0; i + 2 < rgb.length; i += 12) {
    const { warm, cool, sum } = read(i);
    sum.count += 1;
    sum.warm += warm;
    sum.cool += cool;
  }
  /** The mean over every fourth pixel of `across` in each of the rows. */
  return (rows: Iterable<number>, across: number): number => {
    let [away, count] = [0, 0];
    for (const start of rows)
      for (let i = 3 * start; i < Math.min(rgb.length - 2, 3 * (start + across)); i += 12, count += 1) {
        const { warm, cool, sum } = read(i);
        const seen = Math.max(1, sum.count);
        away += (Math.abs(warm - sum.warm / seen) + Math.abs(cool - sum.cool / seen)) / 2;
      }
    return away / Math.max(1, count);
  };
};

const rowsOf = function* ({ width, height }: Size, [x, y, , tall]: Box) {
  const left = Math.min(width - 1, Math.max(0, Math.round(x)));
  for (let row = Math.max(0, Math.round(y)); row < Math.min(height, y + tall); row += 1)
    yield row * width + left;
};

/** Whether a picture is black and white, sepia, or another monochrome print. */
export const isOfOneColour = (
  { data, ...size }: Size & { readonly data: Uint8Array },
  faces: readonly Box[],
): boolean => {
  const spread = colourSpread(data);
  return (
    spread([0], size.width * size.height) < stray.anywhere &&
    faces.every((face) => spread(rowsOf(size, face), Math.round(face[2])) < stray.face)
  );
};
