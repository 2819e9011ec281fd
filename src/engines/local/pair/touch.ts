import { oval } from '../../../media/analysis/mesh-points.ts';
import { clamp } from '../wave.ts';
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

/** Points of a face that touch the other's outline: of the lips, or of both cheeks. */
const touches = { temple: [13, 61, 291], lean: [123, 352] } as const;

/** From this many face heights on, whoever is higher kisses the other's temple. Otherwise heads only lean together. */
export const templeRaise = 0.45;

/** In radians: heads tilt towards each other. `inset` in face widths: how far the touch goes beyond the outline. */
const poses = {
  temple: {
    upper: { yaw: 0.42, most: 0.9, roll: 0.1, pitch: 0.06 },
    lower: { yaw: 0.08, most: 0.3, roll: 0.13, pitch: 0 },
    inset: 0.02,
  },
  lean: {
    upper: { yaw: 0.2, most: 0.45, roll: 0.12, pitch: 0 },
    lower: { yaw: 0.1, most: 0.3, roll: 0.17, pitch: 0 },
    inset: -0.05,
  },
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

/**
 * Computes how two people touch: a kiss on the temple, or cheek to cheek. Whoever is lower is in front. The upper one's
 * lips or cheek ends at the outline of the other's head, and neither nose nor eye is hidden behind it.
 */
export const contactOf = (
  pair: readonly [PlacedPerson, PlacedPerson],
  kind: 'kiss' | 'hug',
  { upper, raise }: Raised,
): Contact => {
  const lower = upper === 0 ? 1 : 0;
  const side = sideOf(upper);
  const touch = kind === 'kiss' && raise >= templeRaise ? 'temple' : 'lean';
  const pose = poses[touch];
  const own = stanceOf(pair[upper], upper, pose.upper, kind === 'hug' ? 1.2 : 0);
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
  const points = touches[touch].map((index) => pointIn(pair[upper], index, own));
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
