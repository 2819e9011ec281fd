import { blockSide, type GreyPlane, type Match, mismatch, search, variance } from './blocks.ts';
import { halved, medianOf } from './footage.ts';

/**
 * Movement of each block to the next frame, in pixels, row by row. `trusted` marks blocks whose pixels are distinctive
 * enough.
 */
export type BlockFlow = {
  readonly columns: number;
  readonly rows: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  readonly trusted: Uint8Array;
};

/** A frame at full and at half size. */
export type Levels = { readonly full: GreyPlane; readonly half: GreyPlane };

export const levelsOf = (full: GreyPlane): Levels => ({
  full,
  half: { width: full.width >> 1, height: full.height >> 1, grey: halved(full.grey, full) },
});

/** Maximum movement in one frame, in pixels at half size: 4% of the width. */
const coarseRadius = 6;
const fineRadius = 1;

/** A block with less variance looks the same everywhere. */
const leastVariance = 25;

/** Minimum of the parabola through three errors, −½ to ½. */
const vertex = (before: number, here: number, after: number): number => {
  const bend = before - 2 * here + after;
  return bend > 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
};

const refine = (
  before: GreyPlane,
  after: GreyPlane,
  left: number,
  top: number,
  match: Match,
): [number, number] => {
  const { dx, dy, error } = match;
  const inside =
    left + dx > 0 &&
    top + dy > 0 &&
    left + dx + blockSide < after.width &&
    top + dy + blockSide < after.height;
  // A block that has not moved has not moved by a fraction either.
  if (!inside || error === 0) return [dx, dy];
  const at = (x: number, y: number): number =>
    mismatch(before, after, left, top, dx + x, dy + y, Number.POSITIVE_INFINITY);
  return [dx + vertex(at(-1, 0), error, at(1, 0)), dy + vertex(at(0, -1), error, at(0, 1))];
};

/** Coarse matches of blocks twice as large. */
const coarse = (
  before: GreyPlane,
  after: GreyPlane,
): { readonly columns: number; readonly matches: Match[] } => {
  const [columns, rows] = [Math.floor(before.width / blockSide), Math.floor(before.height / blockSide)];
  const matches = Array.from({ length: columns * rows }, (_, index) =>
    search(
      before,
      after,
      (index % columns) * blockSide,
      Math.floor(index / columns) * blockSide,
      { dx: 0, dy: 0 },
      coarseRadius,
    ),
  );
  return { columns, matches };
};

/** Two-level block matching between two frames of the same size. */
export const flowBetween = (before: Levels, after: Levels): BlockFlow => {
  const guesses = coarse(before.half, after.half);
  const { width, height } = before.full;
  const [columns, rows] = [Math.floor(width / blockSide), Math.floor(height / blockSide)];
  const flow = {
    dx: new Float32Array(columns * rows),
    dy: new Float32Array(columns * rows),
    trusted: new Uint8Array(columns * rows),
  };
  for (let index = 0; index < columns * rows; index += 1) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const [left, top] = [column * blockSide, row * blockSide];
    const across = Math.min(column >> 1, guesses.columns - 1);
    const guess = guesses.matches[(row >> 1) * guesses.columns + across] ?? { dx: 0, dy: 0 };
    const doubled = { dx: guess.dx * 2, dy: guess.dy * 2 };
    const match = search(before.full, after.full, left, top, doubled, fineRadius);
    const [dx, dy] = refine(before.full, after.full, left, top, match);
    flow.dx[index] = dx;
    flow.dy[index] = dy;
    const spread = variance(before.full, left, top);
    const unlike = match.error / blockSide ** 2;
    flow.trusted[index] = spread >= leastVariance && unlike < spread ? 1 : 0;
  }
  return { columns, rows, ...flow };
};

/**
 * The dominant movement of the picture in pixels, its growth around the centre, and the mean length of all movements.
 */
export type BlockMove = {
  readonly dx: number;
  readonly dy: number;
  readonly growth: number;
  readonly length: number;
};

export const summary = ({ columns, rows, dx, dy, trusted }: BlockFlow): BlockMove => {
  const sure = [...trusted.keys()].filter((index) => trusted[index] === 1);
  const [across, down] = [dx, dy].map((ways) => medianOf(sure.map((index) => ways[index] as number)));
  const most = { dx: across ?? 0, dy: down ?? 0 };
  let [outward, reach, length] = [0, 0, 0];
  for (const index of sure) {
    const x = ((index % columns) - (columns - 1) / 2) * blockSide;
    const y = (Math.floor(index / columns) - (rows - 1) / 2) * blockSide;
    const [right, below] = [dx[index] as number, dy[index] as number];
    outward += x * (right - most.dx) + y * (below - most.dy);
    reach += x * x + y * y;
    length += Math.hypot(right, below);
  }
  return { ...most, growth: outward / Math.max(1, reach), length: length / Math.max(1, sure.length) };
};
