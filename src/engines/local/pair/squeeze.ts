import type { Region } from '../../../media/texture.ts';
import { clamp } from '../wave.ts';

/** Adds a share of the offset from a position to its source, in photo pixels. */
export type Squeeze = ((x: number, y: number, into: { x: number; y: number }, share: number) => void) & {
  readonly offsets: Float64Array;
};

/** Writes the offset that a position must have, and returns how firmly, 0 to 1. */
export type FirmPlace = (x: number, y: number, into: { x: number; y: number }) => number;

/** Corners of the grid along its longer side, and how often and how boldly its offsets are improved. */
const corners = 97;
const sweeps = 60;
const over = 1.85;

/** How much stiffer people are than what is around them, and how firmly faces are held. */
const stiff = { around: 0.05, person: 1, face: 40 } as const;

/**
 * The smoothest bending of a picture that moves what is held: stiff where there are people. Its border stays the border,
 * along which it may slide. It never folds, since it gives the source of each position.
 */
export const solveSqueeze = (
  { left, top, width, height }: Region,
  holds: readonly FirmPlace[],
  cover: (x: number, y: number) => number,
  start: Squeeze | null,
): Squeeze => {
  const step = Math.max(width, height) / (corners - 1);
  const columns = Math.max(3, Math.round(width / step) + 1);
  const rows = Math.max(3, Math.round(height / step) + 1);
  const cell = width / (columns - 1);
  const tall = height / (rows - 1);
  const count = columns * rows;
  const offsets = start?.offsets.slice() ?? new Float64Array(2 * count);
  const stiffness = new Float64Array(count);
  const firm = new Float64Array(count);
  const wished = new Float64Array(2 * count);
  const into = { x: 0, y: 0 };
  for (let at = 0; at < count; at += 1) {
    const x = left + (at % columns) * cell;
    const y = top + Math.floor(at / columns) * tall;
    const person = cover(x + (offsets[2 * at] as number), y + (offsets[2 * at + 1] as number));
    stiffness[at] = stiff.around + (stiff.person - stiff.around) * person;
    for (const hold of holds) {
      const share = hold(x, y, into);
      if (share <= (firm[at] as number)) continue;
      firm[at] = share;
      wished[2 * at] = into.x;
      wished[2 * at + 1] = into.y;
    }
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (let row = 0, at = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, at += 1) {
        const own = stiffness[at] as number;
        const [aside, edge] = [column > 0 && column < columns - 1, row > 0 && row < rows - 1];
        const held = stiff.face * (firm[at] as number);
        let weight = held;
        let x = held * (wished[2 * at] as number);
        let y = held * (wished[2 * at + 1] as number);
        for (let side = 0; side < 4; side += 1) {
          if ((side === 0 && column === 0) || (side === 1 && column === columns - 1)) continue;
          if ((side === 2 && row === 0) || (side === 3 && row === rows - 1)) continue;
          const to = at + (side < 2 ? 2 * side - 1 : columns * (2 * side - 5));
          const share = own + (stiffness[to] as number);
          weight += share;
          x += share * (offsets[2 * to] as number);
          y += share * (offsets[2 * to + 1] as number);
        }
        x /= weight;
        y /= weight;
        offsets[2 * at] = aside ? (offsets[2 * at] as number) + over * (x - (offsets[2 * at] as number)) : 0;
        offsets[2 * at + 1] = edge
          ? (offsets[2 * at + 1] as number) + over * (y - (offsets[2 * at + 1] as number))
          : 0;
      }
  const squeeze = (px: number, py: number, spot: { x: number; y: number }, share: number): void => {
    const across = clamp((px - left) / cell, 0, columns - 1.0001);
    const down = clamp((py - top) / tall, 0, rows - 1.0001);
    const [column, row] = [across | 0, down | 0];
    const [u, v] = [across - column, down - row];
    const at = 2 * (row * columns + column);
    const under = at + 2 * columns;
    const [a, b, c, d] = [share * (1 - u) * (1 - v), share * u * (1 - v), share * (1 - u) * v, share * u * v];
    spot.x +=
      a * (offsets[at] as number) +
      b * (offsets[at + 2] as number) +
      c * (offsets[under] as number) +
      d * (offsets[under + 2] as number);
    spot.y +=
      a * (offsets[at + 1] as number) +
      b * (offsets[at + 3] as number) +
      c * (offsets[under + 1] as number) +
      d * (offsets[under + 3] as number);
  };
  return Object.assign(squeeze, { offsets });
};
