import type { Size } from '../../core/shot.ts';
import { distanceTo } from './distance.ts';
import { attachedTo, limbsOf } from './limbs.ts';
import { bytesFrom, floatsFrom } from './numbers.ts';
import { box } from './plane.ts';
import { pushPull } from './push-pull.ts';
import { lookUp, shrink, within } from './shrink.ts';

/** Long side in pixels of the copy on which foreground and background colours are spread. */
const side = 400;

/**
 * Shares of the long side: how far inside and outside the edge colours decide, and how far out loose ends may reach.
 */
const reach = { in: 0.012, out: 0.02, loose: 0.075 } as const;

/**
 * Thresholds in levels: how much foreground and background must differ, how uniform the background must be, and the
 * error that both may leave unexplained.
 */
const trust = { apart: [45, 100], uneven: [0.12, 0.3], rest: [25, 60] } as const;

/** How much a loose end must differ from a uniform background, in levels, and how much darker its shadow and brighter its light may be. A colour that a larger share of the background has is none. */
const loose = { least: 34, spread: 3.5, shadow: 0.55, lit: 1.25, uneven: 9, frequent: 0.002 } as const;

const ramp = (value: number, [from, to]: readonly [number, number]): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

type Fields = Size & {
  readonly front: Float32Array;
  readonly back: Float32Array;
  readonly uneven: Float32Array;
};

/** Spreads the known pixels of a picture (`channels` numbers per pixel) over the unknown ones. */
const spread = (values: Float32Array, known: Uint8Array, size: Size, channels: number): Float32Array => {
  const colour = new Float32Array(known.length * 3);
  for (let at = 0; at < known.length; at += 1)
    for (let channel = 0; channel < 3; channel += 1)
      colour[3 * at + channel] = values[channels * at + (channel % channels)] as number;
  pushPull(colour, new Float32Array(known), size);
  return colour;
};

const fieldsOf = (seen: Float32Array, cover: Float32Array, away: Float32Array, size: Size): Fields => {
  const long = Math.max(size.width, size.height);
  const inner = distanceTo(
    bytesFrom(cover, (value) => (value < 200 ? 1 : 0)),
    size,
  );
  const behind = bytesFrom(away, (far) => (far > reach.loose * long ? 1 : 0));
  const before = bytesFrom(inner, (deep) => (deep > 2 ? 1 : 0));
  const luma = floatsFrom(
    behind,
    (_, at) => ((seen[3 * at] as number) + (seen[3 * at + 1] as number) + (seen[3 * at + 2] as number)) / 3,
  );
  const radius = Math.max(2, Math.round(0.015 * long));
  const mean = box({ ...size, values: luma }, radius).values;
  const squares = box({ ...size, values: luma.map((value) => value * value) }, radius).values;
  const uneven = mean.map((value, at) => Math.sqrt(Math.max(0, (squares[at] as number) - value * value)));
  const uneventful = spread(uneven, behind, size, 1);
  return {
    ...size,
    front: spread(seen, before, size, 3),
    back: spread(seen, behind, size, 3),
    uneven: uneven.map((_, at) => uneventful[3 * at] as number),
  };
};

/** Whether a pixel's colour is frequent in the background: among the pixels that are further from the subject than `far`. */
const backgroundColours = (seen: Float32Array, away: Float32Array, far: number) => {
  const bin = (at: number): number =>
    [0, 1, 2].reduce((sum, channel) => 16 * sum + Math.min(15, (seen[3 * at + channel] as number) >> 4), 0);
  const counts = new Uint32Array(16 ** 3);
  let all = 0;
  for (let at = 0; at < away.length; at += 1) {
    if ((away[at] as number) <= far) continue;
    counts[bin(at)] = (counts[bin(at)] as number) + 1;
    all += 1;
  }
  return (at: number): boolean => (counts[bin(at)] as number) > loose.frequent * all;
};

/**
 * Parts attached to the subject that differ from a uniform background: hair, ribbons, areas that the mask missed. Per
 * pixel of the small copy, 0 or 1.
 */
const looseEnds = (
  { back, uneven, ...size }: Fields,
  seen: Float32Array,
  cover: Float32Array,
  away: Float32Array,
): Uint8Array => {
  const long = Math.max(size.width, size.height);
  const common = backgroundColours(seen, away, reach.loose * long);
  const unlike = bytesFrom(cover, (value, at) => {
    if (value > 128) return 1;
    if (common(at) || (away[at] as number) > reach.loose * long || (uneven[at] as number) > loose.uneven)
      return 0;
    let [own, ground, both] = [0, 0, 0];
    for (let channel = 0; channel < 3; channel += 1) {
      const [a, b] = [seen[3 * at + channel] as number, back[3 * at + channel] as number];
      own += a * a;
      ground += b * b;
      both += a * b;
    }
    const apart = Math.sqrt(Math.max(0, own + ground - 2 * both));
    if (apart < Math.max(loose.least, loose.spread * (uneven[at] as number))) return 0;
    // A shadow has the background's colour, only darker; a lit spot is only brighter.
    const share = both / Math.max(1, ground);
    const tint = Math.sqrt(Math.max(0, own - share * both));
    return share > loose.shadow && share < loose.lit && tint < 10 ? 0 : 1;
  });
  return attachedTo(cover, (at) => unlike[at] === 1, size);
};

/**
 * A matte (0 to 255) whose edge follows the colour boundary between foreground and background. It may
 * include parts attached to the subject: loose ends in front of a uniform background, or an animal's or a thing's limbs. Both have the picture's size.
 */
export const alongColours = (
  rgb: Uint8Array,
  matte: Uint8Array,
  size: Size,
  attached: 'nothing' | 'ends' | 'limbs' = 'ends',
): Uint8Array => {
  const small = within(size, side);
  const long = Math.max(small.width, small.height);
  const seen = shrink(rgb, size, small, 3);
  const cover = shrink(matte, size, small, 1);
  const away = distanceTo(
    bytesFrom(cover, (value) => (value > 128 ? 1 : 0)),
    small,
  );
  if (!away.some((far) => far > 1.2 * reach.loose * long)) return matte;
  const deep = distanceTo(
    bytesFrom(cover, (value) => (value > 128 ? 0 : 1)),
    small,
  );
  const fields = fieldsOf(seen, cover, away, small);
  const ends = attached === 'nothing' ? new Uint8Array(cover.length) : looseEnds(fields, seen, cover, away);
  if (attached === 'limbs')
    limbsOf(seen, cover, away, small).forEach((value, at) => {
      ends[at] ||= value;
    });
  const clings = floatsFrom(ends, (value, at) => (value === 1 && (cover[at] as number) < 128 ? 1 : 0));
  const near = box({ ...small, values: clings }, 2).values;
  const refined = matte.slice();
  const own = new Float64Array(6);
  const { width, height } = size;
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.min(small.height - 1, Math.floor((y * small.height) / height)) * small.width;
    for (let x = 0; x < width; x += 1, at += 1) {
      const node = row + Math.min(small.width - 1, Math.floor((x * small.width) / width));
      const far = away[node] as number;
      const end = near[node] as number;
      if ((far > reach.out * long && end === 0) || (deep[node] as number) > reach.in * long) continue;
      const [right, down] = [(x + 0.5) / width, (y + 0.5) / height];
      let [along, length, apart] = [0, 0, 0];
      for (let channel = 0; channel < 3; channel += 1) {
        const value = rgb[3 * at + channel] as number;
        const ground = lookUp(fields.back, small, 3, right, down, channel);
        const step = lookUp(fields.front, small, 3, right, down, channel) - ground;
        along += (value - ground) * step;
        length += step * step;
        apart += (value - ground) ** 2;
        own[2 * channel] = value - ground;
        own[2 * channel + 1] = step;
      }
      const span = Math.sqrt(length);
      const share = Math.min(1, Math.max(0, along / Math.max(1, length)));
      let rest = 0;
      for (let channel = 0; channel < 3; channel += 1)
        rest += ((own[2 * channel] as number) - share * (own[2 * channel + 1] as number)) ** 2;
      const uneven = lookUp(fields.uneven, small, 1, right, down, 0);
      const sure =
        ramp(span, trust.apart) *
        (1 - ramp(uneven / Math.max(1, span), trust.uneven)) *
        (1 - ramp(Math.sqrt(rest), trust.rest));
      let value = refined[at] as number;
      if (far <= reach.out * long) value += sure * (255 * share - value);
      const different = ramp(Math.sqrt(apart), [0.5 * loose.least, 1.3 * loose.least]);
      refined[at] = Math.round(Math.max(value, 255 * different * Math.min(1, 3 * end)));
    }
  }
  return refined;
};
