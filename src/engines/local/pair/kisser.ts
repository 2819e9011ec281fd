import type { Pair } from '../../../core/shot.ts';
import { measuresOf } from '../../../media/analysis/head-pose.ts';
import { oval } from '../../../media/analysis/mesh-points.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { type PlacedPerson, sideOf } from './placed-people.ts';
import type { seat } from './places.ts';
import { contactOf, hiddenIn, type Raised } from './touch.ts';

type Seat = ReturnType<typeof seat>[number];

const turnedTo = (side: 1 | -1, { seen, face, mirrored }: Seat): number =>
  side * (mirrored ? -1 : 1) * (seen.faces[face]?.pose.yaw ?? 0);

/** How far a mouth is open, in face heights. */
const mouthOf = ({ seen, face }: Seat): number => {
  const { points } = seen.faces[face] as SeenFace;
  const [upper, lower] = [points[13] as Point, points[14] as Point];
  return Math.hypot(lower[0] - upper[0], lower[1] - upper[1]) / Math.max(1, measuresOf(points).height);
};

/**
 * How far hair reaches beyond the outline of a face beside its mouth, on the side of the other person, in face widths. It
 * would lie across the other's face.
 */
const hairOf = ({ seen, face, mirrored }: Seat, side: 1 | -1): number => {
  const { mask } = seen;
  const { points } = seen.faces[face] as SeenFace;
  if (mask === null) return 0;
  const { width } = measuresOf(points);
  const to = mirrored ? -side : side;
  const [, mouth] = points[13] as Point;
  const rim = oval.reduce(
    (best, index) => {
      const [x] = points[index] as Point;
      return to * x > to * best ? x : best;
    },
    (points[13] as Point)[0],
  );
  let far = 0;
  while (far < 0.6) {
    const x = Math.floor(((rim + to * (far + 0.05) * width) * mask.width) / seen.width);
    const y = Math.floor((mouth * mask.height) / seen.height);
    if (x < 0 || x >= mask.width || (mask.data[y * mask.width + x] ?? 0) < 128) break;
    far += 0.05;
  }
  return far;
};

/** Yaw in radians from which a face counts as seen from the side. */
const profile = 0.9;

/**
 * Who is higher, from most to least wished: a kiss comes from whoever looks towards the other, with a closed mouth, eyes
 * that close, and no hair in between. In a hug, one who is seen from the side is behind, so that what the other one holds
 * stays in front.
 */
export const byWish = (kind: Pair['kind'], seats: readonly [Seat, Seat]): readonly [0 | 1, 0 | 1] => {
  const wishes = ([0, 1] as const).map((index) => {
    const one = seats[index];
    const side = sideOf(index);
    const turned = turnedTo(side, one);
    if (kind === 'hug') return Number(Math.abs(turned) > profile);
    const sees = one.seen.faces[one.face]?.motions.blink === true ? 0 : 0.5;
    return Math.min(0.7, turned) - 4 * mouthOf(one) - 2.5 * hairOf(one, side) - sees;
  }) as [number, number];
  return wishes[0] >= wishes[1] ? [0, 1] : [1, 0];
};

/** The touch that hides least of a face: as wished, or with the roles of a kiss reversed. */
export const contactFor = (
  standing: readonly [PlacedPerson, PlacedPerson],
  kind: Pair['kind'],
  raised: Raised,
) => {
  const touch = (one: Raised) => {
    const contact = contactOf(standing, kind, one);
    return { contact, hidden: kind === 'kiss' ? hiddenIn(standing, contact) : 0 };
  };
  const wished = touch(raised);
  if (wished.hidden === 0) return wished.contact;
  const reversed = touch({ upper: raised.upper === 0 ? 1 : 0, raise: 0 });
  return (reversed.hidden < wished.hidden ? reversed : wished).contact;
};
