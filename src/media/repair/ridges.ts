import type { Size } from '../../core/shot.ts';

/** How much brighter (or darker, for `dark`) each pixel's line is than both of its sides, in levels of 255. */
export type Ridges = Size & { readonly bright: Float32Array; readonly dark: Float32Array };

const angles = 12;
const samples = 7;

const half = Math.SQRT1_2;

// Cosine and sine of 0°, 15° … 165°, written out so that they are identical on every machine.
const ways: readonly (readonly [right: number, down: number])[] = [
  [1, 0],
  [0.965926, 0.258819],
  [0.866025, 0.5],
  [half, half],
  [0.5, 0.866025],
  [0.258819, 0.965926],
  [0, 1],
  [-0.258819, 0.965926],
  [-0.5, 0.866025],
  [-half, half],
  [-0.866025, 0.5],
  [-0.965926, 0.258819],
];

/** Copies a plane into a larger one, mirrored at its borders. */
const padded = (luma: Uint8Array, { width, height }: Size, pad: number): Float32Array => {
  const [wide, tall] = [width + 2 * pad, height + 2 * pad];
  const mirror = (at: number, length: number): number => {
    const folded = at < 0 ? -1 - at : at >= length ? 2 * length - 1 - at : at;
    return Math.min(length - 1, Math.max(0, folded));
  };
  const values = new Float32Array(wide * tall);
  for (let y = 0, i = 0; y < tall; y += 1) {
    const row = mirror(y - pad, height) * width;
    for (let x = 0; x < wide; x += 1, i += 1) values[i] = luma[row + mirror(x - pad, width)] as number;
  }
  return values;
};

/** Mean over a small odd square. The border, which is never used, keeps its values. */
const blurred = (values: Float32Array, wide: number, side: number): Float32Array => {
  if (side === 1) return values;
  const half = side >> 1;
  const [rows, all] = [values.slice(), values.slice()];
  for (let i = half; i < values.length - half; i += 1) {
    let sum = 0;
    for (let at = i - half; at <= i + half; at += 1) sum += values[at] as number;
    rows[i] = sum / side;
  }
  for (let i = half * wide; i < values.length - half * wide; i += 1) {
    let sum = 0;
    for (let at = i - half * wide; at <= i + half * wide; at += wide) sum += rows[at] as number;
    all[i] = sum / side;
  }
  return all;
};

/**
 * Detects lines by comparing the mean along twelve directions with the means on both sides. `scales` are widths in
 * pixels.
 */
export const findRidges = (
  luma: Uint8Array,
  { width, height }: Size,
  scales: readonly number[],
  long: number,
): Ridges => {
  const pad = Math.ceil(long / 2) + 10;
  const wide = width + 2 * pad;
  const plane = padded(luma, { width, height }, pad);
  const [bright, dark] = [new Float32Array(width * height), new Float32Array(width * height)];
  const lines = new Float32Array(plane.length);
  for (const scale of scales) {
    const smooth = blurred(plane, wide, scale);
    for (let angle = 0; angle < angles; angle += 1) {
      const [right, down] = ways[angle] ?? [1, 0];
      const reach = (share: number): number => Math.round(share * down) * wide + Math.round(share * right);
      const [a, b, c] = [reach(long / 6), reach(long / 3), reach(long / 2)];
      const away = scale / 2 + (scale === 1 ? 1.5 : 2);
      const side = Math.round(away * right) * wide - Math.round(away * down);
      const rim = 8 * wide + 8;
      const edge = Math.max(Math.abs(c), rim);
      for (let i = edge; i < plane.length - edge; i += 1)
        lines[i] =
          ((smooth[i] as number) +
            (smooth[i - a] as number) +
            (smooth[i + a] as number) +
            (smooth[i - b] as number) +
            (smooth[i + b] as number) +
            (smooth[i - c] as number) +
            (smooth[i + c] as number)) /
          samples;
      for (let y = 0, at = 0; y < height; y += 1)
        for (let x = 0, i = (y + pad) * wide + pad; x < width; x += 1, i += 1, at += 1) {
          const here = lines[i] as number;
          const left = lines[i - side] as number;
          const other = lines[i + side] as number;
          const above = here - Math.max(left, other);
          const below = Math.min(left, other) - here;
          if (above > (bright[at] as number)) bright[at] = above;
          if (below > (dark[at] as number)) dark[at] = below;
        }
    }
  }
  return { width, height, bright, dark };
};
