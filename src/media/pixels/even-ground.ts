import type { Size } from '../../core/shot.ts';
import { distanceTo } from './distance.ts';
import { attachedTo } from './limbs.ts';
import { bytesFrom, floatsFrom } from './numbers.ts';
import { box } from './plane.ts';
import { pushPull } from './push-pull.ts';
import { lookUp, shrink, within } from './shrink.ts';

/** Long side in pixels of the copy on which the background is followed. */
const side = 480;

/** Shares of the long side: where it surely begins, how far into the matte it is followed, and how far strands reach. */
const reach = { start: 0.03, in: 0.035, strands: 0.12, doubt: 0.024 } as const;

/** How much it may change from one pixel to the next, and differ from what surrounds the matte, in levels. */
const even = { step: 7, apart: 24, strict: 0.8 } as const;

/** Where the background doesn't reach more than this share of what is around, it is too uneven to tell strands from it. */
const [uneven, around] = [0.55, 0.07] as const;

const differ = (one: Float32Array, at: number, other: Float32Array, to: number): number =>
  Math.max(
    ...[0, 1, 2].map((channel) =>
      Math.abs((one[3 * at + channel] as number) - (other[3 * to + channel] as number)),
    ),
  );

/** Where the background continues without an edge, from outside into what was taken for the subject. */
const groundOf = (rgb: Uint8Array, matte: Uint8Array, size: Size) => {
  const small = within(size, side);
  const long = Math.max(small.width, small.height);
  const seen = shrink(rgb, size, small, 3);
  const cover = shrink(matte, size, small, 1);
  const set = bytesFrom(cover, (value) => (value > 100 ? 1 : 0));
  const away = distanceTo(set, small);
  const deep = distanceTo(
    bytesFrom(set, (value) => 1 - value),
    small,
  );
  const back = seen.slice();
  const sure = bytesFrom(away, (far) => (far > reach.start * long ? 1 : 0));
  pushPull(back, new Float32Array(sure), small);
  const reached = sure.slice();
  const queue: number[] = [];
  for (let at = 0; at < sure.length; at += 1) if (sure[at] === 1) queue.push(at);
  const { width } = small;
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % width;
    for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (next < 0 || next >= reached.length || reached[next] === 1) continue;
      if ((deep[next] as number) > reach.in * long) continue;
      // The subject may be nearly as bright as the background.
      const strict = deep[next] === 0 ? 1 : even.strict;
      if (differ(seen, at, seen, next) > strict * even.step) continue;
      if (differ(seen, next, back, next) > strict * even.apart) continue;
      reached[next] = 1;
      queue.push(next);
    }
  }
  return { small, long, cover, away, deep, reached };
};

/** A matte (0 to 255) without the background that it took along around hands and hair. */
export const withoutHalo = (rgb: Uint8Array, matte: Uint8Array, size: Size): Uint8Array => {
  const { small, deep, reached } = groundOf(rgb, matte, size);
  const halo = box(
    {
      ...small,
      values: floatsFrom(reached, (value, at) => (value === 1 && (deep[at] as number) > 0 ? 1 : 0)),
    },
    1,
  ).values;
  if (!halo.some((value) => value > 0.5)) return matte;
  const clean = matte.slice();
  const { width, height } = size;
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      if (matte[at] === 0) continue;
      const share = lookUp(halo, small, 1, (x + 0.5) / width, (y + 0.5) / height, 0);
      clean[at] = Math.round((matte[at] as number) * Math.min(1, Math.max(0, 1.7 - 2.4 * share)));
    }
  return clean;
};

/** A round part of a picture, in its pixels. */
type Round = { readonly x: number; readonly y: number; readonly radius: number };

/**
 * A matte for what to fill behind a moving subject: grown by its doubtful surroundings, but not over background that
 * surely is one, and by the strands of hair around `heads`.
 */
export const doubtfulPartOf = (
  rgb: Uint8Array,
  matte: Uint8Array,
  size: Size,
  heads: readonly Round[],
): Uint8Array => {
  const { small, long, cover, away, reached } = groundOf(rgb, matte, size);
  const start = reach.start * long;
  // What lies further out counts as reached, so it is looked at again: does it look like its surroundings?
  const scale = small.width / size.width;
  const beside = (at: number): boolean =>
    heads.some(
      ({ x, y, radius }) =>
        Math.hypot((at % small.width) - scale * x, ((at / small.width) | 0) - scale * y) < scale * radius,
    );
  const seen = shrink(rgb, size, small, 3);
  const far = bytesFrom(away, (value) => (value > reach.strands * long ? 1 : 0));
  const back = seen.slice();
  pushPull(back, new Float32Array(far), small);
  const odd = bytesFrom(cover, (_, at) => {
    const out = away[at] as number;
    if (out === 0 || out > reach.strands * long || !beside(at)) return 0;
    if (out <= start) return 1 - (reached[at] as number);
    return differ(seen, at, back, at) > even.apart ? 1 : 0;
  });
  const ring = floatsFrom(away, (out) => (out >= 2 && out <= reach.strands * long ? 1 : 0));
  const radius = Math.round(around * long);
  const [all, most] = [ring, ring.map((value, at) => value * (odd[at] as number))].map(
    (values) => box({ ...small, values }, radius).values,
  ) as [Float32Array, Float32Array];
  const kept = attachedTo(
    cover,
    (at) => odd[at] === 1 && (most[at] as number) < uneven * (all[at] as number),
    small,
  );
  const values = floatsFrom(kept, (value, at) => {
    const out = away[at] as number;
    const doubtful =
      out > 0 && out < reach.doubt * long && (reached[at] === 0 || out < 0.4 * reach.doubt * long);
    return value === 1 || doubtful ? 1 : 0;
  });
  const wide = box({ ...small, values }, 1).values;
  const { width, height } = size;
  const grown = matte.slice();
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      const share = lookUp(wide, small, 1, (x + 0.5) / width, (y + 0.5) / height, 0);
      grown[at] = Math.max(grown[at] as number, Math.round(255 * Math.min(1, 3 * share)));
    }
  return grown;
};
