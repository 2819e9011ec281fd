import { clamp } from '../wave.ts';
import { outlineIn } from './figure-outline.ts';
import {
  type Contact,
  eyes,
  hiding,
  type PlacedPerson,
  pointIn,
  sideOf,
  stanceOf,
  type Wish,
} from './placed-people.ts';

/**
 * A kiss on the forehead, beside the temple, from behind: for faces that look at the camera. Null when the head in
 * front would cover the eyes or the mouth of the one who kisses.
 */
export const temple = (pair: readonly [PlacedPerson, PlacedPerson], kisser: 0 | 1): Contact | null => {
  const target = kisser === 0 ? 1 : 0;
  const side = sideOf(kisser);
  const own = stanceOf(pair[kisser], kisser, { yaw: 0.4, most: 0.6, roll: 0.14, pitch: 0.05 }, 0);
  const other = stanceOf(pair[target], target, { yaw: 0.1, most: 0.3, roll: 0.13, pitch: 0 }, 1.4);
  // The whole mouth is seen, its near corner at the other's hair.
  const lips = [61, 291]
    .map((index) => pointIn(pair[kisser], index, own))
    .reduce((best, next) => (side * next.x > side * best.x ? next : best));
  const [top, brow] = [pointIn(pair[target], 10, other), pointIn(pair[target], 9, other)];
  const level = { x: top.x + 0.6 * (brow.x - top.x), y: top.y + 0.6 * (brow.y - top.y) };
  const outline = outlineIn(pair[target].person, pair[target].figure, other);
  const { middle, wide, tall } = pair[target].figure;
  const edge = outline.edge(level.y + middle.y, side === 1 ? -1 : 1, level.x + middle.x);
  const reach = clamp(Math.abs((edge ?? level.x + middle.x) - middle.x - level.x), 0.3 * wide, 0.75 * wide);
  const down = clamp(level.y - lips.y, -0.62 * tall, -0.3 * tall);
  const hidden = hiding(pair[target], outline, pair[kisser], own, [...eyes, 61, 291, 13]);
  // Hair reaches further in some places than beside the mouth.
  for (let away = reach - 0.03 * wide; away < reach + 0.3 * wide; away += 0.02 * wide) {
    const right = level.x - side * away - lips.x;
    if (hidden(right, down).dear) continue;
    return {
      stances: kisser === 0 ? [own, other] : [other, own],
      front: target,
      apart: kisser === 0 ? -right : right,
      lower: kisser === 0 ? -down : down,
    };
  }
  return null;
};

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

/** Points on the rim of the lips. */
const rim = [0, 17, 37, 267, 61, 291, 39, 269, 84, 314] as const;

/**
 * A kiss on the lips: the nose of the one in front passes that of the other until the lips meet, or until an eye would
 * be covered. Null when that leaves them apart.
 */
export const lips = (pair: readonly [PlacedPerson, PlacedPerson]): Contact | null => {
  const wish: Wish = { yaw: 0.42, most: 0.95, roll: 0.05, pitch: 0 };
  const stances = [stanceOf(pair[0], 0, wish, 0), stanceOf(pair[1], 1, wish, 0)] as const;
  const mouths = [pointIn(pair[0], 13, stances[0]), pointIn(pair[1], 13, stances[1])] as const;
  const lower = mouths[0].y - mouths[1].y;
  const lead = (index: 0 | 1): number =>
    Math.max(...rim.map((point) => sideOf(index) * pointIn(pair[index], point, stances[index]).x));
  const { wide } = pair[0].figure;
  const met = lead(0) + lead(1) - 0.03 * wide;
  const reached = ([0, 1] as const).map((front) => {
    const back = front === 0 ? 1 : 0;
    const outline = outlineIn(pair[front].person, pair[front].figure, stances[front]);
    const hidden = hiding(pair[front], outline, pair[back], stances[back], eyes);
    let apart = met;
    while (hidden(-sideOf(back) * apart, sideOf(back) * -lower).dear) apart += 0.02 * wide;
    return { front, apart };
  });
  const { front, apart } = reached.reduce((best, next) => (next.apart < best.apart ? next : best));
  return apart > met + 0.5 * wide ? null : { stances, front, apart, lower };
};
