import { type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { type ImageLine, lengthOf } from './lines.ts';

/** Total line length, in picture widths, above which the whole scene is pulled halfway to a single plane. */
const built = 10;

const [rounds, sweeps, eager] = [8, 22, 1.7];

/** Rows that are relaxed side by side, each a pixel behind the one above: same result, but no pixel waits for the one before it. */
const band = 8;

const weight = { line: 8, data: 0.004 } as const;

/** The pixels of a line in a plane, and their positions on the line, −1 to 1. */
const pixelsOn = (line: ImageLine, { width, height }: Plane) => {
  const count = Math.max(2, Math.ceil(lengthOf(line) * width));
  const pixels: number[] = [];
  const places: number[] = [];
  for (let i = 0; i <= count; i += 1) {
    const share = i / count;
    const x = Math.round((line.x + share * (line.toX - line.x)) * width);
    const y = Math.round((line.y + share * (line.toY - line.y)) * width);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    pixels.push(y * width + x);
    places.push(2 * share - 1);
  }
  return { pixels, places };
};

type Track = ReturnType<typeof pixelsOn>;

/** Fits a straight slope to a plane's values along a track (least squares). */
const slopeOf = (
  { pixels, places }: Track,
  values: Float32Array,
): readonly [middle: number, slope: number] => {
  let [sum, square, value, product] = [0, 0, 0, 0];
  pixels.forEach((at, i) => {
    const place = places[i] as number;
    sum += place;
    square += place * place;
    value += values[at] as number;
    product += place * (values[at] as number);
  });
  const count = Math.max(1, pixels.length);
  const spread = square - (sum * sum) / count;
  const slope = spread > 1e-6 ? (product - (sum * value) / count) / spread : 0;
  return [(value - slope * sum) / count, slope];
};

/** The flat plane closest to a scene's depth, fitted by least squares with three parameters. */
const flattened = ({ width, height, values }: Plane): Plane => {
  let [mean, across, down, acrossAll, downAll] = [0, 0, 0, 0, 0];
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      const [right, low, value] = [x / width - 0.5, y / height - 0.5, values[i] as number];
      mean += value;
      across += right * value;
      down += low * value;
      acrossAll += right * right;
      downAll += low * low;
    }
  mean /= values.length;
  return planeOf(
    width,
    height,
    (_, x, y) => mean + (across / acrossAll) * (x / width - 0.5) + (down / downAll) * (y / height - 0.5),
  );
};

/**
 * Spreads the changes that lines require (`pull`, `share`) over their surroundings, in place
 * (successive over-relaxation).
 */
const relax = (
  change: Float32Array,
  pull: Float32Array,
  share: Float32Array,
  width: number,
  height: number,
) => {
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (let top = 1; top < height - 1; top += band) {
      const rows = Math.min(band, height - 1 - top);
      for (let step = 1; step < width - 2 + rows; step += 1) {
        const first = Math.max(0, step - width + 2);
        const last = Math.min(rows, step);
        for (let row = first, i = (top + row) * width + step - row; row < last; row += 1, i += width - 1) {
          const beside = (change[i - 1] as number) + (change[i + 1] as number);
          const sum =
            beside + (change[i - width] as number) + (change[i + width] as number) + (pull[i] as number);
          const value = change[i] as number;
          change[i] = value + eager * (sum * (share[i] as number) - value);
        }
      }
    }
    // Extends the inner values to the border.
    for (let y = 1; y < height - 1; y += 1) {
      change[y * width] = change[y * width + 1] as number;
      change[y * width + width - 1] = change[y * width + width - 2] as number;
    }
    change.copyWithin(0, width, 2 * width);
    change.copyWithin((height - 1) * width, (height - 2) * width, (height - 1) * width);
  }
};

/**
 * Adjusts depth so that it changes evenly along each line, which keeps lines straight in a warp.
 * Elsewhere it changes as little as possible.
 */
export const straighten = (depth: Plane, lines: readonly ImageLine[]): Plane => {
  if (lines.length === 0) return depth;
  const { width, height, values } = depth;
  const energy = lines.reduce((sum, line) => sum + lengthOf(line), 0);
  const even = energy > built ? flattened(depth).values : values;
  const start = values.map((value, i) => (value + (even[i] as number)) / 2);
  const tracks = lines.map((line) => pixelsOn(line, depth));
  const share = new Float32Array(start.length).fill(4 + weight.data);
  for (const { pixels } of tracks) for (const at of pixels) share[at] = (share[at] as number) + weight.line;
  for (let i = 0; i < share.length; i += 1) share[i] = 1 / (share[i] as number);
  const change = new Float32Array(start.length);
  const pull = new Float32Array(start.length);
  const now = start.slice();
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < now.length; i += 1) now[i] = (start[i] as number) + (change[i] as number);
    pull.fill(0);
    for (const track of tracks) {
      const [middle, slope] = slopeOf(track, now);
      track.pixels.forEach((at, i) => {
        const wanted = middle + slope * (track.places[i] as number) - (start[at] as number);
        pull[at] = (pull[at] as number) + weight.line * wanted;
      });
    }
    relax(change, pull, share, width, height);
  }
  const limited = start.map((value, i) => Math.min(1, Math.max(0, value + (change[i] as number))));
  return { width, height, values: limited };
};
