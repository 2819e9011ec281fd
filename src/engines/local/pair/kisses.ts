import { clamp } from '../wave.ts';
import { type Outline, outlineIn } from './figure-outline.ts';
import {
  type Contact,
  coversAt,
  hiding,
  middleOf,
  type PlacedPerson,
  pointIn,
  sideOf,
  stanceOf,
  type Wish,
} from './placed-people.ts';

/** Lips on the other's forehead, beside the temple, from behind: works for faces that look at the camera. */
export const temple = (pair: readonly [PlacedPerson, PlacedPerson], kisser: 0 | 1): Contact => {
  const target = kisser === 0 ? 1 : 0;
  const side = sideOf(kisser);
  const own = stanceOf(pair[kisser], kisser, { yaw: 0.42, most: 0.62, roll: 0.16, pitch: 0.06 }, 0);
  const other = stanceOf(pair[target], target, { yaw: 0.1, most: 0.3, roll: 0.12, pitch: 0 }, 1.5);
  // The whole mouth is seen, its near corner at the other's hair.
  const lips = [61, 291]
    .map((index) => pointIn(pair[kisser], index, own))
    .reduce((best, next) => (side * next.x > side * best.x ? next : best));
  const [top, brow] = [pointIn(pair[target], 10, other), pointIn(pair[target], 9, other)];
  const level = { x: top.x + 0.7 * (brow.x - top.x), y: top.y + 0.7 * (brow.y - top.y) };
  const outline = outlineIn(pair[target].person, pair[target].figure, other);
  const middle = middleOf(pair[target]);
  const { wide, tall } = pair[target].figure;
  const edge = outline.edge(level.y + middle.y, side === 1 ? -1 : 1, level.x + middle.x);
  const reach = clamp(Math.abs((edge ?? level.x + middle.x) - middle.x - level.x), 0.3 * wide, 0.72 * wide);
  const spot = level.x - side * (reach - 0.03 * wide);
  // From the target's middle to the kisser's.
  const right = spot - lips.x;
  const down = clamp(level.y - lips.y, -0.6 * tall, -0.3 * tall);
  return {
    stances: kisser === 0 ? [own, other] : [other, own],
    front: target,
    apart: kisser === 0 ? -right : right,
    lower: kisser === 0 ? -down : down,
  };
};

const cheekPoints = [
  [123, 147, 187],
  [352, 376, 411],
] as const;

/** Lips on the other's cheek, from the front; null where that would hide too much of the face. */
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
  const { share } = hiding(pair[kisser], outline, pair[target], other)(-right, -down);
  const covered = [1, 61, 291].some((index) => {
    const { x, y } = pointIn(pair[target], index, other);
    return coversAt(pair[kisser], outline, x - right, y - down);
  });
  if (share > 0.36 || covered) return null;
  return {
    stances: kisser === 0 ? [own, other] : [other, own],
    front: kisser,
    apart: kisser === 0 ? -right : right,
    lower: kisser === 0 ? -down : down,
  };
};

/** Lips on lips: both are seen from the side. */
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
