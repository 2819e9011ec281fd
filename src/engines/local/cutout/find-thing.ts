import type { Box, Mask, PhotoAnalysis } from '../../../media/analysis/types.ts';
import { guidedFilter } from '../../../media/pixels/guided-filter.ts';
import { bytesFrom, floatsFrom } from '../../../media/pixels/numbers.ts';
import { box } from '../../../media/pixels/plane.ts';
import { shrink, within } from '../../../media/pixels/shrink.ts';
import { readThumbnail } from '../../../media/texture.ts';
import { coloursOf } from '../depth/colours.ts';
import { alikeShare } from '../depth/rim.ts';
import { saliency } from '../depth/saliency.ts';
import { clamp } from '../wave.ts';
import { piecesOf } from './pieces.ts';
import { meanOf, measure, wholePieces } from './set-pixels.ts';

/** Long side of the copy that things are detected on, in pixels. */
const smallSide = 240;

/** Histogram bins per colour channel. */
const steps = 12;

/**
 * Limits for a reliable detection: the share of the photo it covers (`least` to `most`), the share of its outline on
 * the photo's border, the outline's length in square roots of its area, the share of its box that it fills, how
 * much more it stands out than its surroundings, and the colour distance (in 8-bit levels) across a visible outline.
 */
const sure = {
  ...{ least: 0.02, most: 0.62, border: 0.1, outline: 6.2, fill: 0.5, contrast: 0.44 },
  apart: 30,
} as const;

/** What stands out as clearly as this may have any shape: a lamp, a ring. */
const clearly = { contrast: 0.62, alike: 0.12, outline: 10, fill: 0.2 } as const;

/** The threshold that best separates two classes of values (Otsu, 1979). */
const parting = (values: Float32Array): number => {
  const counts = new Float64Array(64);
  for (const value of values)
    counts[Math.min(63, Math.floor(value * 64))] = (counts[Math.min(63, Math.floor(value * 64))] ?? 0) + 1;
  const total = values.length;
  const sum = counts.reduce((all, count, i) => all + i * count, 0);
  let [below, sumBelow, best, at] = [0, 0, -1, 32];
  for (let i = 0; i < 63; i += 1) {
    below += counts[i] as number;
    sumBelow += i * (counts[i] as number);
    if (below === 0 || below === total) continue;
    const apart = sumBelow / below - (sum - sumBelow) / (total - below);
    const spread = below * (total - below) * apart * apart;
    if (spread > best) [best, at] = [spread, i + 1];
  }
  return at / 64;
};

/** How much more likely each pixel's colour is inside the thing than around it, 0 to 1. */
const likelihood = (rgb: Uint8Array, share: Float32Array): Float32Array => {
  const bin = (at: number): number =>
    [0, 1, 2].reduce(
      (index, channel) => index * steps + Math.floor(((rgb[3 * at + channel] as number) * steps) / 256),
      0,
    );
  const inside = new Float64Array(steps ** 3);
  const outside = new Float64Array(steps ** 3);
  let [much, rest] = [0, 0];
  for (let at = 0; at < share.length; at += 1) {
    const value = share[at] as number;
    inside[bin(at)] = (inside[bin(at)] as number) + value;
    outside[bin(at)] = (outside[bin(at)] as number) + 1 - value;
    much += value;
    rest += 1 - value;
  }
  return floatsFrom(share, (_, at) => {
    const [own, other] = [
      ((inside[bin(at)] as number) + 0.2) / (much + 1),
      ((outside[bin(at)] as number) + 0.2) / (rest + 1),
    ];
    return own / (own + other);
  });
};

/**
 * A model trained on people and animals recognises a thing only in patches. In a reliable mask, fewer pixels than this
 * share of its set ones are uncertain (`soft`), and this share lies in its largest piece, unless it shows several people.
 */
const whole = { soft: 0.6, piece: 0.78 } as const;

const isSure = ({ mask, people }: PhotoAnalysis): boolean => {
  if (mask === null || people.some(({ face }) => face !== null)) return true;
  let [set, soft] = [0, 0];
  for (const value of mask.data) {
    if (value > 128) set += 1;
    if (value > 50 && value < 205) soft += 1;
  }
  if (soft >= whole.soft * set) return false;
  const small = within(mask, smallSide);
  const cover = shrink(mask.data, mask, small, 1);
  const { counts } = piecesOf(
    Uint8Array.from(cover, (value) => (value > 128 ? 1 : 0)),
    small,
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Math.max(0, ...counts) >= whole.piece * all;
};

/**
 * Finds the one thing that stands out by its colours, if no person or animal is certain: returns the analysis unchanged
 * if one is, and without a mask and subject if nothing stands out. At most the share `alike` of its outline may have
 * the same colours on both sides. Throws `Failure` `photo_damaged`.
 */
export const findThing = async (path: string, seen: PhotoAnalysis, alike = 0.5): Promise<PhotoAnalysis> => {
  if (seen.mask !== null && isSure(seen)) return seen;
  const scale = Math.min(1, smallSide / Math.max(seen.width, seen.height));
  const size = {
    width: Math.max(16, Math.round(seen.width * scale)),
    height: Math.max(16, Math.round(seen.height * scale)),
  };
  const rgb = await readThumbnail(path, size);
  const colours = coloursOf(rgb, size.width, size.height);
  const { values } = saliency(colours);
  const central = floatsFrom(values, (value, at) => {
    const right = ((at % size.width) + 0.5) / size.width - 0.5;
    const down = (((at / size.width) | 0) + 0.5) / size.height - 0.52;
    return value * clamp(1.15 - 2.4 * (right * right + down * down), 0.1, 1);
  });
  const at = parting(central);
  let share: Float32Array = central.map((value) => clamp((value - at) * 6 + 0.5, 0, 1));
  for (let round = 0; round < 3; round += 1) {
    const likely = likelihood(rgb, share);
    const soft = box({ ...size, values: share }, Math.round(0.03 * smallSide)).values;
    share = box(
      {
        ...size,
        values: likely.map((value, i) => clamp(1.5 * value * (0.25 + (soft[i] as number)) - 0.2, 0, 1)),
      },
      1,
    ).values;
  }
  const set = wholePieces(
    bytesFrom(share, (value) => (value > 0.5 ? 1 : 0)),
    size,
  );
  const found = measure(set, size);
  const inner = meanOf(central, set, 1) - meanOf(central, set, 0);
  const blurs = alikeShare(new Float32Array(set), new Float32Array(rgb), size, sure.apart);
  const clear = inner > clearly.contrast && blurs < clearly.alike;
  const doubtful =
    found.area < sure.least ||
    found.area > sure.most ||
    found.border > sure.border ||
    found.outline > (clear ? clearly.outline : sure.outline) ||
    found.fill < (clear ? clearly.fill : sure.fill) ||
    inner < sure.contrast ||
    blurs > alike;
  if (doubtful) return { ...seen, mask: null, subject: null };
  const guided = guidedFilter(colours.luma, { ...size, values: new Float32Array(set) }, 4, 1e-3);
  const mask: Mask = {
    ...size,
    data: bytesFrom(guided.values, (value) => Math.round(255 * clamp(value, 0, 1))),
  };
  const enlarge = seen.width / size.width;
  return {
    ...seen,
    mask,
    subject: {
      box: found.box.map((value) => value * enlarge) as unknown as Box,
      confidence: clamp(inner, 0, 1),
      kind: 'thing',
    },
  };
};
