import { clamp } from '../wave.ts';
import { type Outline, outlineIn } from './figure-outline.ts';
import {
  type Contact,
  hiding,
  middleOf,
  type PlacedPerson,
  pointIn,
  sideOf,
  stanceOf,
  type Wish,
} from './placed-people.ts';

const cheekPoints = [
  [123, 147, 187],
  [352, 376, 411],
] as const;

/** A kiss on the cheek, seen from the front; null when it would hide too much of the face. */
export const cheek = (pair: readonly [PlacedPerson, PlacedPerson], kisser: 0 | 1): Contact | null => {
  const target = kisser === 0 ? 1 : 0;
  const side = sideOf(kisser);
  const own = stanceOf(pair[kisser], kisser, { yaw: 0.3, most: 0.95, roll: 0.02, pitch: 0 }, 0);
  const other = stanceOf(pair[target], target, { yaw: 0.1, most: 0.2, roll: 0.1, pitch: 0 }, 1.5);
  const lips = pointIn(pair[kisser], 13, own);
  const spots = cheekPoints.map((points) => {
    const places = points.map((index) => pointIn(pair[target], index, other));
    return {
      x: places.reduce((sum, { x }) => sum + x, 0) / 3,
      y: places.reduce((sum, { y }) => sum + y, 0) / 3,
    };
  });
  const spot = spots.reduce((best, next) => (side * next.x < side * best.x ? next : best));
  const right = spot.x - lips.x;
  const down = clamp(spot.y - lips.y, -0.3 * pair[0].figure.tall, 0.1 * pair[0].figure.tall);
  const outline = outlineIn(pair[kisser].person, pair[kisser].figure, own);
  const { share, dear } = hiding(pair[kisser], outline, pair[target], other)(-right, -down);
  if (share > 0.3 || dear) return null;
  return {
    stances: kisser === 0 ? [own, other] : [other, own],
    front: kisser,
    apart: kisser === 0 ? -right : right,
    lower: kisser === 0 ? -down : down,
  };
};

/** A kiss on the lips, with both people seen from the side. */
export const lips = (pair: readonly [PlacedPerson, PlacedPerson]): Contact => {
  const wish: Wish = { yaw: 0.3, most: 1, roll: 0, pitch: 0 };
  const stances = [stanceOf(pair[0], 0, wish, 0), stanceOf(pair[1], 1, wish, 0)] as const;
  const mouths = [pointIn(pair[0], 13, stances[0]), pointIn(pair[1], 13, stances[1])] as const;
  const lower = mouths[0].y - mouths[1].y;
  const outlines = pair.map(({ person, figure }, index) =>
    outlineIn(person, figure, stances[index as 0 | 1]),
  ) as [Outline, Outline];
  const { wide, tall } = pair[0].figure;
  const lead = (index: 0 | 1, y: number): number | null => {
    const middle = middleOf(pair[index]);
    const edge = outlines[index].edge(
      mouths[index].y + y + middle.y,
      sideOf(index),
      mouths[index].x - sideOf(index) * 0.1 * wide + middle.x,
    );
    return edge === null ? null : edge - middle.x;
  };
  let apart = 0;
  for (let y = -0.3 * tall; y < 0.2 * tall; y += 4) {
    const [left, right] = [lead(0, y), lead(1, y)];
    if (left !== null && right !== null) apart = Math.max(apart, left - right);
  }
  return { stances, front: 0, apart: apart === 0 ? 1.3 * wide : apart - 0.02 * wide, lower };
};
