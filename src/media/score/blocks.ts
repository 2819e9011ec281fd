import type { Size } from '../../core/shot.ts';

/** Side of a block in pixels. */
export const blockSide = 8;

/** A grey picture to search for blocks. */
export type GreyPlane = Size & { readonly grey: Uint8Array };

/**
 * Sum of squared differences between a block and the block shifted by (dx, dy) in the next plane. Stops once above
 * `most`.
 */
export const mismatch = (
  before: GreyPlane,
  after: GreyPlane,
  left: number,
  top: number,
  dx: number,
  dy: number,
  most: number,
): number => {
  const { width } = before;
  const [one, other] = [before.grey, after.grey];
  let sum = 0;
  for (let y = 0; y < blockSide; y += 1) {
    let at = (top + y) * width + left;
    let to = at + dy * width + dx;
    for (let x = 0; x < blockSide; x += 1, at += 1, to += 1) {
      const difference = (one[at] as number) - (other[to] as number);
      sum += difference * difference;
    }
    if (sum > most) return sum;
  }
  return sum;
};

export type Match = { readonly dx: number; readonly dy: number; readonly error: number };

/** Where positions are indistinguishable, the shorter movement wins. */
const lengthPenalty = 4;

const fits = ({ width, height }: GreyPlane, left: number, top: number): boolean =>
  left >= 0 && top >= 0 && left + blockSide <= width && top + blockSide <= height;

/** The best match within `radius` around a guess. */
export const search = (
  before: GreyPlane,
  after: GreyPlane,
  left: number,
  top: number,
  guess: Pick<Match, 'dx' | 'dy'>,
  radius: number,
): Match => {
  let best: Match = {
    dx: 0,
    dy: 0,
    error: mismatch(before, after, left, top, 0, 0, Number.POSITIVE_INFINITY),
  };
  let cost = best.error;
  for (let dy = guess.dy - radius; dy <= guess.dy + radius; dy += 1) {
    for (let dx = guess.dx - radius; dx <= guess.dx + radius; dx += 1) {
      const penalty = lengthPenalty * (Math.abs(dx) + Math.abs(dy));
      if (penalty >= cost || !fits(after, left + dx, top + dy)) continue;
      const error = mismatch(before, after, left, top, dx, dy, cost - penalty);
      if (error + penalty < cost) {
        best = { dx, dy, error };
        cost = error + penalty;
      }
    }
  }
  return best;
};

/** Variance of a block's pixels. */
export const variance = ({ grey, width }: GreyPlane, left: number, top: number): number => {
  let [sum, squares] = [0, 0];
  for (let y = top; y < top + blockSide; y += 1) {
    for (let at = y * width + left; at < y * width + left + blockSide; at += 1) {
      const level = grey[at] as number;
      sum += level;
      squares += level * level;
    }
  }
  const count = blockSide * blockSide;
  return squares / count - (sum / count) ** 2;
};
