import { oval } from '../../../media/analysis/mesh-points.ts';
import { clamp } from '../wave.ts';
import type { PairStance } from './figure.ts';
import { outlineIn } from './figure-outline.ts';
import {
  type Contact,
  type PhotoPoint,
  type PlacedPerson,
  pointIn,
  sideOf,
  stanceOf,
} from './placed-people.ts';

/** Who is higher, 0 or 1, and by how many face heights. */
export type Raised = { readonly upper: 0 | 1; readonly raise: number };

/** Points of the lips, and of both cheeks. */
const lips = [0, 13, 14, 17, 61, 291] as const;
const cheeks = [123, 352] as const;

/**
 * How a head turns and tilts for a kiss, in radians, and how far its lips reach beyond the outline of the other's cheek:
 * at most, and at least.
 */
const kissPose = {
  kisser: { yaw: 0.78, most: 0.86, pitch: 0 },
  kissed: { yaw: 0.45, most: 0.04, roll: 0.13, pitch: 0 },
  inset: 0.09,
  touching: 0.02,
} as const;

/** Lips draw together in a kiss: the opposite of a smile. */
const pucker = -3;

/** The same for heads that lean together, cheek to cheek; they end before the other's outline. */
const leanPose = {
  upper: { yaw: 0.2, most: 0.45, roll: 0.12, pitch: 0 },
  lower: { yaw: 0.1, most: 0.3, roll: 0.17, pitch: 0 },
  inset: -0.05,
} as const;

/** In face widths: how far the nose and the near eye of whoever is behind stay clear of the other's hair. */
const clearance = 0.03;

/** The outermost point of a closed line at a height, on a side (−1 left, 1 right) of a place. */
const rimAt = (line: readonly PhotoPoint[], { x, y }: PhotoPoint, side: 1 | -1): number =>
  line.reduce((best, point, index) => {
    const next = line[(index + 1) % line.length] ?? point;
    if (point.y <= y === next.y <= y) return best;
    const at = point.x + ((y - point.y) / (next.y - point.y)) * (next.x - point.x);
    return side * at > side * best ? at : best;
  }, x);

/** The nose tip and the outer corner of the eye that is nearer to the other person. */
const shown = (index: 0 | 1): readonly number[] => [1, index === 0 ? 263 : 33];

/** The closed line of a face's outline in a stance. */
const lineOf = (one: PlacedPerson, stance: PairStance): readonly PhotoPoint[] =>
  oval.map((index) => pointIn(one, index, stance));

const foremost = (points: readonly PhotoPoint[], side: 1 | -1): PhotoPoint =>
  points.reduce((best, point) => (side * point.x > side * best.x ? point : best));

/** Points in the middle of a forehead and of a nose, which come first where a head is turned away. */
const [foreheads, noses] = [
  [10, 151, 9, 8, 107, 336, 66, 296],
  [1, 4, 5, 195, 6, 168],
] as const;

/** In radians: tilts to try until the lips come before the forehead. */
const tilts = [-0.04, -0.09, -0.14, -0.19, -0.24] as const;

/**
 * A kiss on the cheek. Whoever kisses is in front, turned so far that the lips come first and hide nothing but the other's
 * cheek.
 */
const kissContact = (pair: readonly [PlacedPerson, PlacedPerson], { upper, raise }: Raised): Contact => {
  const lower = upper === 0 ? 1 : 0;
  const side = sideOf(upper);
  const { kisser, kissed, inset, touching } = kissPose;
  const other = stanceOf(pair[lower], lower, kissed, 1.3);
  const first = (indices: readonly number[], stance: PairStance): PhotoPoint =>
    foremost(
      indices.map((index) => pointIn(pair[upper], index, stance)),
      side,
    );
  const leaning = tilts.map((roll) => stanceOf(pair[upper], upper, { ...kisser, roll }, pucker));
  const own =
    leaning.find((stance) => side * (first(foreheads, stance).x - first(lips, stance).x) <= 0) ??
    (leaning.at(-1) as PairStance);
  const { wide, tall } = pair[lower].figure;
  const down = -raise * tall;
  const mouth = first(lips, own);
  const inner = pointIn(pair[lower], 4, other).x;
  const rim = rimAt(lineOf(pair[lower], other), { x: inner, y: mouth.y + down }, side === 1 ? -1 : 1);
  const touch = rim - mouth.x;
  // Where the nose or the forehead would hide the nearer eye, lips only just touch.
  const eye = foremost(
    [33, 263].map((index) => pointIn(pair[lower], index, other)),
    side === 1 ? -1 : 1,
  );
  const hiding = first(
    [...foreheads, ...noses, ...oval].filter(
      (index) => Math.abs(pointIn(pair[upper], index, own).y + down - eye.y) < 0.09 * tall,
    ),
    own,
  );
  const clear = side * (eye.x - hiding.x) - clearance * wide;
  const far = clamp(clear, side * touch + touching * wide, side * touch + inset * wide);
  return {
    stances: upper === 0 ? [own, other] : [other, own],
    front: upper,
    apart: -far,
    lower: -side * down,
  };
};

/**
 * Computes how two people touch: a kiss on the cheek, or cheek to cheek. In a hug, whoever is lower is in front: the upper
 * one's cheek ends at the outline of the other's head, and neither nose nor eye is hidden behind it.
 */
export const contactOf = (
  pair: readonly [PlacedPerson, PlacedPerson],
  kind: 'kiss' | 'hug',
  { upper, raise }: Raised,
): Contact => {
  const lower = upper === 0 ? 1 : 0;
  const side = sideOf(upper);
  if (kind === 'kiss') return kissContact(pair, { upper, raise });
  const pose = leanPose;
  const own = stanceOf(pair[upper], upper, pose.upper, 1.2);
  const other = stanceOf(pair[lower], lower, pose.lower, 1.3);
  const { figure, person } = pair[lower];
  const { middle, wide, tall } = figure;
  const down = -raise * tall;
  const [top, chin] = [pointIn(pair[lower], 10, other), pointIn(pair[lower], 152, other)];
  const back = side === 1 ? -1 : 1;
  const line = oval.map((index) => pointIn(pair[lower], index, other));
  const outline = outlineIn(person, figure, other);
  /** The distance at which a point of the upper one's face meets the other's head; null where there is none. */
  const meeting = (point: PhotoPoint, inset: number): number | null => {
    const share = clamp((point.y + down - top.y) / (chin.y - top.y), 0.1, 0.9);
    const x = top.x + share * (chin.x - top.x);
    const edge = outline.edge(point.y + down + middle.y, back, x + middle.x);
    return edge === null ? null : edge - middle.x + side * inset * wide - point.x;
  };
  const points = cheeks.map((index) => pointIn(pair[upper], index, own));
  const touching = points.reduce((best, point) => (side * point.x > side * best.x ? point : best));
  const mid = { x: (top.x + chin.x) / 2, y: (top.y + chin.y) / 2 };
  const near =
    meeting(touching, pose.inset) ?? rimAt(line, mid, back) + side * pose.inset * wide - touching.x;
  const limits = shown(upper).map((index) => meeting(pointIn(pair[upper], index, own), -clearance));
  const right = limits.reduce<number>(
    (best, limit) => (limit !== null && side * limit < side * best ? limit : best),
    near,
  );
  return {
    stances: upper === 0 ? [own, other] : [other, own],
    front: lower,
    apart: -side * right,
    lower: -side * down,
  };
};

/** Points of a face that a kiss must not hide: the nose, the mouth and the inner corners of the eyes. */
const features = [1, 13, 14, 61, 291, 133, 362] as const;

/** How many features of whoever is behind are hidden by the one in front. */
export const hiddenIn = (
  pair: readonly [PlacedPerson, PlacedPerson],
  { stances, front, apart, lower }: Contact,
): number => {
  const back = front === 0 ? 1 : 0;
  const { person, figure } = pair[front];
  const outline = outlineIn(person, figure, stances[front]);
  const side = sideOf(front);
  return features.filter((index) => {
    const { x, y } = pointIn(pair[back], index, stances[back]);
    return outline.covers(x + side * apart + figure.middle.x, y + side * lower + figure.middle.y);
  }).length;
};
