import type { Size } from '../../../core/shot.ts';
import type { Mask } from '../../../media/analysis/types.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import { attachedTo } from '../../../media/pixels/limbs.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import { shrink, within } from '../../../media/pixels/shrink.ts';
import type { Region } from '../../../media/texture.ts';
import { piecesOf } from './pieces.ts';

/** Mask levels that count as certain: below `low` is not the subject, above `low + span` is. */
export type Stretch = {
  readonly low: number;
  readonly span: number;
  /** Holes up to this share of the subject's area are filled. */
  readonly holes: number;
};

/** Holes to fill: an animal or a thing is solid, even at its eyes, but people hold an arm away from themselves. */
export const holesOf = (faces: number): number => (faces === 0 ? 0.05 : 0.001);

/** Depth inside a subject, as a share of the picture's side, from which it is fully opaque, even at the eyes. */
const inside = 0.022;

/** Marks what to drop (crumbs next to the subject) and to fill (small holes and its deep inside), on a small copy. */
const repairs = (matte: Uint8Array, texture: Size, holes: number) => {
  const small = within(texture, 240);
  const cover = shrink(matte, texture, small, 1);
  const set = bytesFrom(cover, (value) => (value > 90 ? 1 : 0));
  const { piece, counts } = piecesOf(set, small);
  const most = Math.max(0, ...counts);
  const gaps = piecesOf(
    bytesFrom(set, (value) => 1 - value),
    small,
  );
  const drop = new Uint8Array(set.length);
  const fill = new Uint8Array(set.length);
  for (let at = 0; at < set.length; at += 1) {
    if (set[at] === 1 && (counts[piece[at] as number] ?? 0) < 0.06 * most) drop[at] = 1;
    const gap = gaps.piece[at] as number;
    if (gap >= 0 && gaps.edge[gap] === false && (gaps.counts[gap] ?? 0) < holes * most) fill[at] = 1;
  }
  const deep = distanceTo(
    bytesFrom(set, (value, at) => (value === 1 || fill[at] === 1 ? 0 : 1)),
    small,
  );
  for (let at = 0; at < set.length; at += 1)
    if ((deep[at] as number) > inside * cover.length ** 0.5) fill[at] = 1;
  return { small, drop, fill };
};

/** How much of each texture pixel of a region belongs to the subject, 0 to 255. */
export const matteOf = (
  mask: Mask,
  photo: Size,
  region: Region,
  texture: Size,
  { low, span, holes }: Stretch,
): Uint8Array => {
  const matte = new Uint8Array(texture.width * texture.height);
  const [stepX, stepY] = [
    (region.width / texture.width) * (mask.width / photo.width),
    (region.height / texture.height) * (mask.height / photo.height),
  ];
  const [startX, startY] = [
    (region.left * mask.width) / photo.width,
    (region.top * mask.height) / photo.height,
  ];
  const sharp = Uint8Array.from({ length: 256 * 8 }, (_, i) =>
    Math.round(255 * Math.min(1, Math.max(0, (i / (255 * 8) - low) / span))),
  );
  for (let y = 0, at = 0; y < texture.height; y += 1) {
    const down = Math.min(Math.max(startY + (y + 0.5) * stepY - 0.5, 0), mask.height - 1.001);
    const row = down | 0;
    const v = down - row;
    for (let x = 0; x < texture.width; x += 1, at += 1) {
      const right = Math.min(Math.max(startX + (x + 0.5) * stepX - 0.5, 0), mask.width - 1.001);
      const column = right | 0;
      const u = right - column;
      const from = row * mask.width + column;
      const { data } = mask;
      const top = (data[from] as number) * (1 - u) + (data[from + 1] as number) * u;
      const bottom =
        (data[from + mask.width] as number) * (1 - u) + (data[from + mask.width + 1] as number) * u;
      matte[at] = sharp[((top + (bottom - top) * v) * 8) | 0] as number;
    }
  }
  const { small, drop, fill } = repairs(matte, texture, holes);
  for (let y = 0, at = 0; y < texture.height; y += 1) {
    const row = Math.floor((y * small.height) / texture.height) * small.width;
    for (let x = 0; x < texture.width; x += 1, at += 1) {
      const near = row + Math.floor((x * small.width) / texture.width);
      if (drop[near] === 1) matte[at] = 0;
      else if (fill[near] === 1) matte[at] = 255;
    }
  }
  return matte;
};

/** The least mask level of what may belong to the subject, and the share of the picture's side up to which it may reach. */
const doubt = { low: 0.07, reach: 0.22 } as const;

/**
 * The matte with what the mask only suspects and the subject is connected with: a hand, a foot or a strand of hair. It
 * is neither left behind nor copied. All have the texture's size.
 */
export const withDoubts = (
  matte: Uint8Array,
  mask: Mask,
  photo: Size,
  region: Region,
  texture: Size,
): Uint8Array => {
  const small = within(texture, 240);
  const all = { low: 0, span: 1, holes: 0 };
  const suspected = shrink(matteOf(mask, photo, region, texture, all), texture, small, 1);
  const cover = shrink(matte, texture, small, 1);
  const away = distanceTo(
    bytesFrom(cover, (value) => (value > 90 ? 1 : 0)),
    small,
  );
  const far = doubt.reach * Math.max(small.width, small.height);
  const joined = attachedTo(
    cover,
    (at) => (suspected[at] as number) > 255 * doubt.low && (away[at] as number) < far,
    small,
  );
  const hole = matte.slice();
  for (let y = 0, at = 0; y < texture.height; y += 1) {
    const row = Math.floor((y * small.height) / texture.height) * small.width;
    for (let x = 0; x < texture.width; x += 1, at += 1)
      if (joined[row + Math.floor((x * small.width) / texture.width)] === 1) hole[at] = 255;
  }
  return hole;
};
