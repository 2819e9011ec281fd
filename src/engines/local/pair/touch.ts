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
  towards,
} from './placed-people.ts';

/** Who is higher, 0 or 1, and by how many face heights. */
export type Raised = { readonly upper: 0 | 1; readonly raise: number };

/** How far hair reaches beyond a face, in face widths, before the other one's face goes in front of it. */
const thin = 0.1;

/** Points of a face that may touch the other: of the lips, or of both cheeks. */
const touches = { kiss: [13, 61, 291], temple: [13, 61, 291], hug: [123, 352] } as const;

/** From this many face heights on, whoever is higher kisses the other's temple instead of the cheek. */
export const templeRaise = 0.45;

/** In radians: a kiss on the cheek comes from heads that part at the top; otherwise heads tilt towards each other. */
const poses = {
  kiss: {
    upper: { yaw: 0.5, most: 1.1, roll: -0.3, pitch: 0.05 },
    lower: { yaw: 0, most: 0.3, roll: -0.14, pitch: 0 },
    inset: 0.04,
  },
  temple: {
    upper: { yaw: 0.42, most: 0.9, roll: 0.1, pitch: 0.06 },
    lower: { yaw: 0.08, most: 0.3, roll: 0.13, pitch: 0 },
    inset: 0.02,
  },
  hug: {
    upper: { yaw: 0.2, most: 0.45, roll: 0.12, pitch: 0 },
    lower: { yaw: 0.1, most: 0.3, roll: 0.17, pitch: 0 },
    inset: -0.05,
  },
} as const;

/** Who looks this far towards the other, in radians, has nothing beside the lips but what they hold. */
const sideways = 0.45;

/** How far a hand or a thing may reach past someone's face, in face widths, before the other goes in front of it. */
const reachOfHeld = 0.3;

const middleOf = (one: PhotoPoint, other: PhotoPoint): PhotoPoint => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
});

/** The outermost point of a closed line at a height, on a side (−1 left, 1 right) of a place. */
const rimAt = (line: readonly PhotoPoint[], { x, y }: PhotoPoint, side: 1 | -1): number =>
  line.reduce((best, point, index) => {
    const next = line[(index + 1) % line.length] ?? point;
    if (point.y <= y === next.y <= y) return best;
    const at = point.x + ((y - point.y) / (next.y - point.y)) * (next.x - point.x);
    return side * at > side * best ? at : best;
  }, x);

/** What of the upper person touches the other: the lips in a kiss, at the corner if they look ahead, else the cheek. */
const nearest = (
  kind: keyof typeof poses,
  upper: PlacedPerson,
  index: 0 | 1,
  stance: PairStance,
): PhotoPoint => {
  const side = sideOf(index);
  const points = touches[kind].map((at) => pointIn(upper, at, stance));
  return points.reduce((best, point) => (side * point.x > side * best.x ? point : best));
};

/** The middle of the eye that is nearest to the other person. */
const nearEye = (standing: PlacedPerson, index: 0 | 1, stance: PairStance): PhotoPoint => {
  const [one, other] = index === 0 ? [263, 362] : [33, 133];
  return middleOf(pointIn(standing, one, stance), pointIn(standing, other, stance));
};

/** Whether someone who looks towards the other holds something before their own mouth, such as a camera. */
const holds = (standing: PlacedPerson, index: 0 | 1, stance: PairStance): boolean => {
  if (towards(standing, index) < sideways) return false;
  const { figure, person } = standing;
  const side = sideOf(index);
  const outline = outlineIn(person, figure, stance);
  const line = oval.map((at) => pointIn(standing, at, stance));
  const [nose, chin] = [pointIn(standing, 1, stance), pointIn(standing, 152, stance)];
  const middle = middleOf(nose, chin);
  return [0, 0.25, 0.5, 0.75, 1].some((share) => {
    const y = nose.y + share * (chin.y - nose.y);
    const edge = outline.edge(y + figure.middle.y, side, middle.x + figure.middle.x);
    return (
      edge !== null &&
      side * (edge - figure.middle.x - rimAt(line, { x: middle.x, y }, side)) > reachOfHeld * figure.wide
    );
  });
};

/**
 * Computes how two people touch: a kiss on the temple or the cheek, or cheek to cheek. The upper one's lips or cheek ends at the
 * outline of the other's face. In a kiss, the upper one's whole face is in front; in a hug, the far side of it is behind.
 */
export const contactOf = (
  pair: readonly [PlacedPerson, PlacedPerson],
  kind: 'kiss' | 'hug',
  { upper, raise }: Raised,
): Contact => {
  const lower = upper === 0 ? 1 : 0;
  const side = sideOf(upper);
  const touch = kind === 'kiss' && raise >= templeRaise ? 'temple' : kind;
  const pose = poses[touch];
  const own = stanceOf(pair[upper], upper, pose.upper, kind === 'hug' ? 1.2 : 0, kind === 'kiss' ? 1 : 0);
  const other = stanceOf(pair[lower], lower, pose.lower, 1.3);
  const held = holds(pair[upper], upper, own);
  const behind = held || touch === 'temple';
  // From behind, no more than the tip of the nose is hidden.
  const touching = held ? pointIn(pair[upper], 1, own) : nearest(touch, pair[upper], upper, own);
  const { figure, person } = pair[lower];
  const { middle, wide, tall } = figure;
  const down = -raise * tall;
  const [top, chin] = [pointIn(pair[lower], 10, other), pointIn(pair[lower], 152, other)];
  const share = clamp((touching.y + down - top.y) / (chin.y - top.y), 0.1, 0.9);
  const at = { x: top.x + share * (chin.x - top.x), y: top.y + share * (chin.y - top.y) };
  const back = side === 1 ? -1 : 1;
  const line = oval.map((index) => pointIn(pair[lower], index, other));
  const rim = rimAt(line, at, back);
  const outline = outlineIn(person, figure, other);
  const edge = outline.edge(at.y + middle.y, back, at.x + middle.x);
  const hair = edge === null ? 0 : Math.max(0, side * (rim - (edge - middle.x)));
  const kisses = kind === 'kiss' && !behind;
  // Only a kisser's face is in front: their far ear, hair or collar would lie on the other's face.
  const faceOver = kisses || (!behind && hair > thin * wide);
  const over = !kisses && faceOver;
  const skin = faceOver ? rim : rim - side * hair;
  const near = skin + side * pose.inset * wide - touching.x;
  // Whoever kisses from behind is seen to do so with both eyes.
  const seen = nearEye(pair[upper], upper, own);
  const crown = touch === 'temple' ? outline.edge(seen.y + down + middle.y, back, at.x + middle.x) : null;
  const clear = crown === null ? near : crown - middle.x - seen.x;
  const right = side * clear < side * near ? clear : near;
  return {
    stances: upper === 0 ? [own, other] : [other, own],
    front: over ? upper : lower,
    apart: -side * right,
    lower: -side * down,
    faceOver,
  };
};
