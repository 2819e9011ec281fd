import type { Size } from '../../core/shot.ts';
import { distanceTo } from './distance.ts';
import { evenOut } from './even-out.ts';
import { bytesFrom, floatsFrom } from './numbers.ts';
import { type Copies, patchMatch } from './patch-match.ts';
import { box, type Plane } from './plane.ts';
import { pushPull } from './push-pull.ts';
import { lookUp, shrink, within } from './shrink.ts';

/** What to fill, and how. Lengths are shares of the picture's longer side. */
export type Filling = {
  /** How far the hole extends beyond the cut-out. */
  readonly grow: number;
  /** How deep into the hole texture is filled. Further in there is only colour. */
  readonly depth: number;
  /** Pixels along the longer side of the copy used for patch matching. */
  readonly side: number;
  /** Cost of copying from far aside, where other things may stand. */
  readonly stray?: number;
  /**
   * How deep into the hole copies fade to a blur where the background is out of focus, since there the seams between
   * copies would show. Without it they never do.
   */
  readonly blur?: number;
};

type Filled = Size & {
  readonly colour: Float32Array;
  readonly copies: Copies | null;
  /** How much each pixel is replaced, 0 to 1, and the correction added to copied pixels. */
  readonly share: Float32Array;
  readonly correction: Float32Array;
  /** The colours blurred, and how much of the blur each pixel shows, 0 to 1. */
  readonly blurred: Float32Array;
  readonly softness: Float32Array;
};

/** Detail of a background that is out of focus, and of one that is sharp, in 8-bit levels. */
const sharp = { least: 2.6, most: 4.5 } as const;

const ease = (t: number): number => {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
};

/** Each channel of a picture blurred, as three rounds of means are almost a Gaussian. */
const blurOf = (colour: Float32Array, size: Size, radius: number): Float32Array => {
  const result = new Float32Array(colour.length);
  for (let channel = 0; channel < 3; channel += 1) {
    let plane: Plane = { ...size, values: colour.filter((_, at) => at % 3 === channel) };
    for (let round = 0; round < 3; round += 1) plane = box(plane, radius);
    for (const [at, value] of plane.values.entries()) result[3 * at + channel] = value;
  }
  return result;
};

/** Mean step between neighbouring pixels outside a hole, in 8-bit levels: low where all is out of focus. */
const detailOf = (colour: Float32Array, hole: Uint8Array, { width }: Size): number => {
  let [sum, count] = [0, 0];
  for (let at = 0; at < hole.length - width; at += 1) {
    if (at % width === width - 1 || hole[at] !== 0 || hole[at + 1] !== 0 || hole[at + width] !== 0) continue;
    const green = colour[3 * at + 1] as number;
    sum += Math.abs((colour[3 * at + 4] as number) - green);
    sum += Math.abs((colour[3 * (at + width) + 1] as number) - green);
    count += 2;
  }
  return sum / Math.max(1, count);
};

/** Fills a small copy of the picture. `away` is each pixel's distance from the cut-out. */
const fillSmall = (
  size: Size,
  seen: Float32Array,
  away: Float32Array,
  { grow, depth, stray = 0, blur = Number.POSITIVE_INFINITY }: Filling,
  random: () => number,
): Filled => {
  const long = Math.max(size.width, size.height);
  const margin = Math.max(1.5, grow * long);
  const outside = bytesFrom(away, (far) => (far > 1.5 * margin ? 1 : 0));
  const inside = distanceTo(outside, size);
  const hole = bytesFrom(outside, (known, at) =>
    known === 1 ? 0 : (inside[at] as number) <= depth * long ? 1 : 2,
  );
  const colour = seen.slice();
  const copies = patchMatch({ ...size, colour, hole, stray }, random);
  const share = floatsFrom(away, (far) => ease(1.5 - far / margin));
  const calm = 1 - ease((detailOf(seen, hole, size) - sharp.least) / (sharp.most - sharp.least));
  const softness = floatsFrom(inside, (deep) => calm * ease(deep / (blur * long)));
  const none = { softness, blurred: colour, correction: new Float32Array(colour.length) };
  if (copies === null) return { ...size, colour, copies, share, ...none };
  const correction = evenOut(size, seen, copies, hole);
  for (let at = 0; at < hole.length; at += 1) {
    for (let channel = 0; channel < 3 && hole[at] === 1; channel += 1)
      colour[3 * at + channel] =
        (seen[3 * (copies[at] as number) + channel] as number) + (correction[3 * at + channel] as number);
    // Where the texture ends, colour continues without a step.
    if (hole[at] !== 1) copies[at] = -1;
  }
  const deep = floatsFrom(hole, (kind) => (kind === 2 ? 0 : 1));
  pushPull(colour, deep, size);
  const blurred = blur < 1 ? blurOf(colour, size, Math.round((blur * long) / 4)) : colour;
  return { ...size, colour, copies, share, correction, softness, blurred };
};

/** Adds one pixel of the full picture, copied from where the small copy points, or the small copy's colour. */
const take = (
  rgb: Uint8Array,
  { width, height }: Size,
  filled: Filled,
  node: number,
  x: number,
  y: number,
  share: number,
  sum: Float32Array,
): void => {
  const from = filled.copies?.[node] ?? -1;
  if (from < 0) {
    for (let channel = 0; channel < 3; channel += 1)
      sum[channel] = (sum[channel] as number) + share * (filled.colour[3 * node + channel] as number);
    return;
  }
  const right = ((from % filled.width) - (node % filled.width)) * (width / filled.width);
  const down = (((from / filled.width) | 0) - ((node / filled.width) | 0)) * (height / filled.height);
  const column = Math.min(width - 1, Math.max(0, Math.round(x + right)));
  const row = Math.min(height - 1, Math.max(0, Math.round(y + down)));
  const at = 3 * (row * width + column);
  for (let channel = 0; channel < 3; channel += 1)
    sum[channel] =
      (sum[channel] as number) +
      share * ((rgb[at + channel] as number) + (filled.correction[3 * node + channel] as number));
};

/**
 * The picture without the cut-out (`matte`, 0 to 255), as packed RGB: the background behind it is reconstructed from
 * its surroundings. Both have the picture's size. Deterministic for the same random numbers.
 */
export const plateOf = (
  rgb: Uint8Array,
  matte: Uint8Array,
  size: Size,
  filling: Filling,
  random: () => number,
): Uint8Array => {
  const small = within(size, filling.side);
  const cover = shrink(matte, size, small, 1);
  const away = distanceTo(
    bytesFrom(cover, (value) => (value > 6 ? 1 : 0)),
    small,
  );
  const filled = fillSmall(small, shrink(rgb, size, small, 3), away, filling, random);
  const plate = new Uint8Array(rgb);
  const sum = new Float32Array(3);
  const { width, height } = size;
  for (let y = 0; y < height; y += 1) {
    const down = Math.min(Math.max(((y + 0.5) * small.height) / height - 0.5, 0), small.height - 1);
    const row = down | 0;
    const below = row < small.height - 1 ? small.width : 0;
    const v = down - row;
    for (let x = 0; x < width; x += 1) {
      const right = Math.min(Math.max(((x + 0.5) * small.width) / width - 0.5, 0), small.width - 1);
      const column = right | 0;
      const node = row * small.width + column;
      const [across, along] = [(x + 0.5) / width, (y + 0.5) / height];
      const share = lookUp(filled.share, small, 1, across, along, 0);
      if (share === 0) continue;
      const beside = column < small.width - 1 ? 1 : 0;
      const u = right - column;
      sum.fill(0);
      take(rgb, size, filled, node, x, y, (1 - u) * (1 - v), sum);
      take(rgb, size, filled, node + beside, x, y, u * (1 - v), sum);
      take(rgb, size, filled, node + below, x, y, (1 - u) * v, sum);
      take(rgb, size, filled, node + below + beside, x, y, u * v, sum);
      const at = 3 * (y * width + x);
      const soft = lookUp(filled.softness, small, 1, across, along, 0);
      for (let channel = 0; channel < 3; channel += 1) {
        const own = rgb[at + channel] as number;
        const copied = sum[channel] as number;
        const blur =
          soft === 0 ? 0 : soft * (lookUp(filled.blurred, small, 3, across, along, channel) - copied);
        plate[at + channel] = Math.min(255, Math.max(0, Math.round(own + share * (copied + blur - own))));
      }
    }
  }
  return plate;
};
