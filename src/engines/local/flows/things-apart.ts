import { bytesFrom } from '../../../media/pixels/numbers.ts';
import { box, type Plane } from '../../../media/pixels/plane.ts';
import { piecesOf } from '../cutout/pieces.ts';

/** How much darker than the sky or the water around it, or different in tint, a thing in it is. */
export const differs = { air: { darker: 0.07, tint: 0.035 }, water: { darker: 0.16, tint: 0.06 } } as const;

/**
 * The largest thing, as a share of the picture. If more than `most` of the sky or water looks like things, it is waves.
 * The outline of a cloud is soft; of a thing's, at least the share `clear` has a step of `step` within three pixels; of a
 * coloured one's (from `vivid`), the share `coloured`.
 */
const thing = { area: 0.08, most: 0.2, step: 0.16, clear: 0.5, vivid: 0.1, coloured: 0.2 } as const;

/** The share of each piece's outline that is a clear step, in brightness or tint. */
const clearOutlines = (piece: Int32Array, pieces: number, planes: readonly Plane[]): Float64Array => {
  const [long, clear] = [new Float64Array(pieces).fill(1e-6), new Float64Array(pieces)];
  const { width, height } = planes[0] as Plane;
  for (let y = 1; y < height - 2; y += 1)
    for (let x = 1, i = y * width + 1; x < width - 2; x += 1, i += 1)
      for (const step of [1, width]) {
        const [one, other] = [piece[i] as number, piece[i + step] as number];
        if (one === other) continue;
        const label = Math.max(one, other);
        const change = planes.reduce(
          (sum, { values }) =>
            sum + Math.abs((values[i + 2 * step] as number) - (values[i - step] as number)),
          0,
        );
        long[label] = (long[label] as number) + 1;
        if (change > thing.step) clear[label] = (clear[label] as number) + 1;
      }
  return clear.map((count, label) => count / (long[label] as number));
};

/** The things in a sky or on water: birds, kites, boats, poles. They are darker or have another colour. `side` is the picture's longer side. */
export const thingsIn = (
  region: Plane,
  planes: readonly Plane[],
  side: number,
  { darker, tint }: { readonly darker: number; readonly tint: number },
): Uint8Array => {
  const radius = Math.round(side / 9);
  const cover = box(region, radius).values;
  const apart = planes.map((plane) => {
    const sum = box(
      { ...plane, values: plane.values.map((value, i) => value * (region.values[i] as number)) },
      radius,
    ).values;
    return plane.values.map((value, i) => value - (sum[i] as number) / Math.max(0.02, cover[i] as number));
  }) as [Float32Array, Float32Array, Float32Array];
  const odd = bytesFrom(region.values, (inside, i) => {
    const [light, blue, red] = apart.map((values) => values[i]) as [number, number, number];
    return inside > 0.5 && (light < -darker || Math.abs(blue) + Math.abs(red) > tint) ? 1 : 0;
  });
  const { piece, counts } = piecesOf(odd, region);
  const clear = clearOutlines(piece, counts.length, planes);
  const tints = new Float64Array(counts.length);
  for (let i = 0; i < piece.length; i += 1) {
    const label = piece[i] as number;
    if (label < 0) continue;
    const [, blue, red] = apart.map((values) => Math.abs(values[i] as number)) as [number, number, number];
    tints[label] = (tints[label] as number) + (blue + red) / (counts[label] as number);
  }
  const small = bytesFrom(odd, (value, i) => {
    const label = piece[i] as number;
    const least = (tints[label] ?? 0) > thing.vivid ? thing.coloured : thing.clear;
    const stays = (counts[label] ?? 0) < thing.area * odd.length && (clear[label] ?? 0) > least;
    return value === 1 && stays ? 1 : 0;
  });
  const [all, inside] = [small, region.values].map((values) => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
  }) as [number, number];
  return all > thing.most * inside ? small.fill(0) : small;
};
