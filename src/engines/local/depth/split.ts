import type { Size } from '../../../core/shot.ts';
import type { Mask } from '../../../media/analysis/types.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import { type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { shrink } from '../../../media/pixels/shrink.ts';
import type { Colours } from './colours.ts';
import { alikeShare, isEdge, spread } from './rim.ts';
import { roundness } from './roundness.ts';

/** A subject as a separate layer: its depth, the background's depth, and the depth that stays in place. */
export type Split = { readonly front: Plane; readonly back: Plane; readonly focus: number };

/** Mask levels that count as certain: below `low` is not the subject, above `low + span` fully is. */
export const firm = { low: 0.3, span: 0.5, holes: 0.001 } as const;

/** Limits for subjects that can be cut out without visible traces (fitted on 22 photos). */
const gate = {
  least: 0.1,
  most: 0.75,
  /** Maximum width of the soft edge, as a share of the longer side. */
  soft: 0.01,
  /** Maximum length of the edge, in square roots of the area. */
  ragged: 7,
  /** Minimum colour distance (in 8-bit levels) from the surroundings, and the share of the edge that may miss it. */
  apart: 40,
  alike: 0.2,
  /** Mask level from which a place may belong to the subject, and the most that may, as a share of its area. */
  suspected: 0.07,
  doubtful: 0.05,
} as const;

/** Distance from the subject's outline within which a mask is always soft, in pixels. */
const softRim = 3;

/** Minimum depth difference between a subject and its surroundings. */
const step = 0.4;

/** Depth variation within a subject, as a share of the scene's. */
const relief = 0.2;

/** How much nearer the middle of a subject is than its outline. */
const bulge = 0.35;

const rgbOf = ({ luma, blue, red }: Colours): Float32Array => {
  const rgb = new Float32Array(luma.values.length * 3);
  for (let i = 0; i < luma.values.length; i += 1) {
    const y = luma.values[i] as number;
    const r = y + ((red.values[i] as number) - 0.5) / 0.713;
    const b = y + ((blue.values[i] as number) - 0.5) / 0.564;
    rgb.set([255 * r, (255 * (y - 0.299 * r - 0.114 * b)) / 0.587, 255 * b], 3 * i);
  }
  return rgb;
};

/** How much beside the subject may belong to it, as a share of its area: a foot or a bag would be left behind. */
const doubtfulShare = (mask: Float32Array, size: Size): number => {
  const away = distanceTo(
    bytesFrom(mask, (value) => (value > 0.5 ? 1 : 0)),
    size,
  );
  let [area, doubtful] = [0, 0];
  for (let i = 0; i < mask.length; i += 1) {
    if ((mask[i] as number) > 0.5) area += 1;
    else if ((mask[i] as number) > gate.suspected && (away[i] as number) > softRim) doubtful += 1;
  }
  return doubtful / Math.max(1, area);
};

/** Whether the subject stands out so clearly that the cut won't be visible. */
const isClean = (cover: Float32Array, colours: Colours): boolean => {
  const size = colours.luma;
  let [area, soft, edge] = [0, 0, 0];
  for (let i = 0; i < cover.length; i += 1) {
    const value = cover[i] as number;
    if (value > 0.5) area += 1;
    if (value > 0.2 && value < 0.8) soft += 1;
    if (isEdge(cover, size, i)) edge += 1;
  }
  const share = area / cover.length;
  if (share < gate.least || share > gate.most || edge === 0) return false;
  if (soft / edge > gate.soft * Math.max(size.width, size.height)) return false;
  if (edge > gate.ragged * Math.sqrt(area)) return false;
  return alikeShare(cover, rgbOf(colours), size, gate.apart) < gate.alike;
};

const one = (values: Float32Array): Float32Array => {
  const three = new Float32Array(values.length * 3);
  for (let i = 0; i < values.length; i += 1) three[3 * i] = values[i] as number;
  return three;
};

const smooth = (t: number): number => {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
};

/** Splits a scene into its subject and the background. Returns null if the cut would be visible. */
export const splitScene = (colours: Colours, mask: Mask, { width, height, values }: Plane): Split | null => {
  const size = { width, height };
  const levels = shrink(mask.data, mask, size, 1).map((value) => value / 255);
  const cover = levels.map((level) => Math.min(1, Math.max(0, (level - firm.low) / firm.span)));
  if (!isClean(cover, colours) || doubtfulShare(levels, size) > gate.doubtful) return null;
  const [depths, inside] = [one(values), (i: number) => (cover[i] as number) > 0.8];
  const near = spread(depths, size, inside);
  const far = spread(depths, size, (i) => (cover[i] as number) < 0.02);
  let [sum, beside, count, rim, bottom] = [0, 0, 0, 0, 0];
  for (let i = 0; i < cover.length; i += 1) {
    if ((cover[i] as number) <= 0.5) continue;
    sum += values[i] as number;
    count += 1;
    bottom = Math.floor(i / width);
    if (!isEdge(cover, size, i)) continue;
    beside += far[3 * i] as number;
    rim += 1;
  }
  const middle = sum / count;
  const focus = Math.min(1, Math.max(middle, beside / rim + step));
  // Moves the background back if there isn't enough depth in front of it.
  const push = Math.min(0, focus - step - beside / rim);
  const round = roundness({ ...size, values: cover }).values;
  const front = planeOf(
    width,
    height,
    (i) => focus + relief * ((near[3 * i] as number) - middle) + bulge * (round[i] as number),
  );
  // A subject whose feet are in the picture stands on the ground, which is equally near there.
  const stands = bottom < 0.97 * (height - 1);
  const back = planeOf(width, height, (i, _, y) => {
    const depth = Math.max(0, (far[3 * i] as number) + push);
    return stands ? depth + (focus - depth) * smooth((y - bottom) / (0.16 * height) + 1) : depth;
  });
  return { front, back, focus };
};
