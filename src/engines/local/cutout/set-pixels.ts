import type { Size } from '../../../core/shot.ts';
import type { Box } from '../../../media/analysis/types.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import { piecesOf } from './pieces.ts';

/** The largest pieces of the set pixels, with their holes filled. */
export const wholePieces = (set: Uint8Array, size: Size): Uint8Array => {
  const { piece, counts } = piecesOf(set, size);
  const most = Math.max(0, ...counts);
  const kept = bytesFrom(set, (value, at) =>
    value === 1 && (counts[piece[at] as number] ?? 0) > 0.25 * most ? 1 : 0,
  );
  const gaps = piecesOf(
    bytesFrom(kept, (value) => 1 - value),
    size,
  );
  return kept.map((value, at) =>
    value === 0 &&
    gaps.edge[gaps.piece[at] as number] === false &&
    (gaps.counts[gaps.piece[at] as number] ?? 0) < 0.5 * most
      ? 1
      : value,
  );
};

/** The area, border, outline, fill and box of the set pixels, as `find-thing.ts` limits them. */
export const measure = (set: Uint8Array, { width, height }: Size) => {
  let [left, top, right, bottom, count, touching, rim] = [width, height, -1, -1, 0, 0, 0];
  for (let at = 0; at < set.length; at += 1) {
    if (set[at] === 0) continue;
    const [x, y] = [at % width, (at / width) | 0];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
    count += 1;
    const edge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    if (edge) touching += 1;
    if (edge || set[at - 1] === 0 || set[at + 1] === 0 || set[at - width] === 0 || set[at + width] === 0)
      rim += 1;
  }
  return {
    area: count / set.length,
    border: touching / Math.max(1, rim),
    outline: rim / Math.sqrt(Math.max(1, count)),
    fill: count / Math.max(1, (right + 1 - left) * (bottom + 1 - top)),
    box: [left, top, right + 1 - left, bottom + 1 - top] as Box,
  };
};

/** The mean of the values where the set is `which`. */
export const meanOf = (values: Float32Array, set: Uint8Array, which: 0 | 1): number => {
  let [sum, count] = [0, 0];
  for (let at = 0; at < set.length; at += 1) {
    if (set[at] !== which) continue;
    sum += values[at] as number;
    count += 1;
  }
  return sum / Math.max(1, count);
};
