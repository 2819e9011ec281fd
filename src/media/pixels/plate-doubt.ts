import type { Size } from '../../core/shot.ts';
import { floatsFrom } from './numbers.ts';
import { box } from './plane.ts';
import { pushPull } from './push-pull.ts';

/** Radius of what counts as next to a pixel, as a share of the longer side. */
const beside = 0.03;

/**
 * How far a filling may lie from a smooth one, in levels and in spreads of its surroundings, and where doubt is full.
 * Where the surroundings are rougher, nothing is doubted.
 */
const expected = { levels: 9, spreads: 1.8, full: 14, rough: 24 } as const;

const lightOf = (colour: Float32Array, size: Size): Float32Array =>
  new Float32Array(size.width * size.height).map(
    (_, at) =>
      ((colour[3 * at] as number) + (colour[3 * at + 1] as number) + (colour[3 * at + 2] as number)) / 3,
  );

/**
 * Doubts a filling where it differs more from a smooth one than its surroundings do: before an even wall or a blurred
 * landscape, a copied edge is torn. `hole` is 0 where the picture is known. Returns the smooth filling too.
 */
export const doubtIn = (size: Size, seen: Float32Array, filled: Float32Array, hole: Uint8Array) => {
  const known = floatsFrom(hole, (kind) => (kind === 0 ? 1 : 0));
  const smooth = seen.slice();
  pushPull(smooth, known.slice(), size);
  const radius = Math.max(2, Math.round(beside * Math.max(size.width, size.height)));
  const means = (values: Float32Array, within: number): Float32Array =>
    box({ ...size, values }, within).values;
  const light = lightOf(seen, size);
  const count = means(known, radius);
  const [sum, squares] = [
    light.map((value, at) => value * (known[at] as number)),
    light.map((value, at) => value * value * (known[at] as number)),
  ].map((values) => means(values, radius)) as [Float32Array, Float32Array];
  const spread = new Float32Array(seen.length);
  for (let at = 0; at < hole.length; at += 1) {
    const share = Math.max(1e-3, count[at] as number);
    const mean = (sum[at] as number) / share;
    spread[3 * at] = Math.sqrt(Math.max(0, (squares[at] as number) / share - mean * mean));
  }
  pushPull(spread, known.slice(), size);
  const apart = lightOf(
    floatsFrom(filled, (value, i) => value - (smooth[i] as number)),
    size,
  );
  const wide = means(apart, 2);
  const doubt = floatsFrom(hole, (kind, at) => {
    if (kind === 0) return 0;
    const rough = spread[3 * at] as number;
    const limit = expected.levels + expected.spreads * rough;
    const even = Math.min(1, Math.max(0, (expected.rough - rough) / 12));
    return even * Math.min(1, Math.max(0, (Math.abs(wide[at] as number) - limit) / expected.full));
  });
  return { smooth, doubt: means(doubt, 3).map((value) => Math.min(1, 1.6 * value)) };
};
