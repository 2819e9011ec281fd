import type { Size } from '../../core/shot.ts';
import { floatsFrom } from './numbers.ts';
import { box } from './plane.ts';

/**
 * A tail or a leg that the mask missed: how near the mask counts as doubtful, how far it may reach, how much more frequent its colours must be in the subject
 * than in the background, and the largest share of the subject that it may be.
 */
const limb = { near: 0.02, reach: 0.2, likely: 9, most: 0.25 } as const;

/** The subject and the pixels that `joins` connects with it, 0 or 1. */
export const attachedTo = (
  cover: Float32Array,
  joins: (at: number) => boolean,
  { width, height }: Size,
): Uint8Array => {
  const kept = new Uint8Array(cover.length);
  const queue: number[] = [];
  for (let at = 0; at < kept.length; at += 1)
    if ((cover[at] as number) > 128) {
      kept[at] = 1;
      queue.push(at);
    }
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const [x, y] = [at % width, (at / width) | 0];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const next = at + dx + dy * width;
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
      if (kept[next] === 1 || !joins(next)) continue;
      kept[next] = 1;
      queue.push(next);
    }
  }
  return kept;
};

/** How much more frequent a pixel's colour is in the subject than in the background. */
const likelihood = (seen: Float32Array, cover: Float32Array, away: Float32Array, far: number) => {
  const bin = (at: number): number =>
    [0, 1, 2].reduce((sum, channel) => 16 * sum + Math.min(15, (seen[3 * at + channel] as number) >> 4), 0);
  const [own, other] = [new Float64Array(16 ** 3), new Float64Array(16 ** 3)];
  let [all, rest] = [1, 1];
  for (let at = 0; at < away.length; at += 1) {
    if ((cover[at] as number) > 200) {
      own[bin(at)] = (own[bin(at)] as number) + 1;
      all += 1;
    } else if ((away[at] as number) > far) {
      other[bin(at)] = (other[bin(at)] as number) + 1;
      rest += 1;
    }
  }
  return (at: number): number =>
    ((own[bin(at)] as number) / all + 2e-6) / ((other[bin(at)] as number) / rest + 1e-4);
};

/** Limbs that the mask of an animal or a thing missed, by their colours. Per pixel of the small copy, 0 or 1. */
export const limbsOf = (
  seen: Float32Array,
  cover: Float32Array,
  away: Float32Array,
  size: Size,
): Uint8Array => {
  const long = Math.max(size.width, size.height);
  const likely = likelihood(seen, cover, away, limb.near * long);
  const own = box(
    {
      ...size,
      values: floatsFrom(cover, (value, at) =>
        value > 128 || ((away[at] as number) < limb.reach * long && likely(at) > limb.likely) ? 1 : 0,
      ),
    },
    1,
  ).values;
  const kept = attachedTo(cover, (at) => (own[at] as number) > 0.5, size);
  const area = cover.reduce((sum, value) => sum + (value > 128 ? 1 : 0), 0);
  const added = kept.reduce((sum, value) => sum + value, 0) - area;
  return added > limb.most * area ? new Uint8Array(kept.length) : kept;
};
