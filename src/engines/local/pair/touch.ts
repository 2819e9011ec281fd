import { outlineIn } from './figure-outline.ts';
import { cheek, lips, temple } from './kisses.ts';
import { type Contact, hiding, type PlacedPerson, stanceOf, towards, type Wish } from './placed-people.ts';
import type { Touch } from './places.ts';

/** Head to head: in a hug, and when no kiss would look right. In the latter case both turn further to each other. */
const leanings = {
  hug: { yaw: 0.24, most: 0.4, roll: [0.1, 0.17], lower: 0.22 },
  lean: { yaw: 0.38, most: 0.55, roll: [0.08, 0.13], lower: 0.12 },
} as const;

const leanWith = (
  pair: readonly [PlacedPerson, PlacedPerson],
  front: 0 | 1,
  kind: keyof typeof leanings,
): Contact => {
  const { yaw, most, roll, lower: share } = leanings[kind];
  const back = front === 0 ? 1 : 0;
  const wish = (index: 0 | 1): Wish => ({
    ...{ yaw, most },
    roll: roll[index === front ? 1 : 0],
    pitch: 0,
  });
  const stances = [stanceOf(pair[0], 0, wish(0), 1.2), stanceOf(pair[1], 1, wish(1), 1.2)] as const;
  const outline = outlineIn(pair[front].person, pair[front].figure, stances[front]);
  const hidden = hiding(pair[front], outline, pair[back], stances[back]);
  const { tall, wide } = pair[0].figure;
  const lower = (front === 1 ? 1 : -1) * share * tall;
  let apart = 2.1 * wide;
  for (let next = apart; next > 0.8 * wide; next -= 0.02 * wide) {
    const [right, down] = front === 1 ? [-next, -lower] : [next, lower];
    const { share: covered, dear: lost } = hidden(right, down);
    if (covered > 0.06 || lost) break;
    apart = next;
  }
  return { stances, front, apart, lower };
};

/** How far a person must look towards the other one, in radians, for a kiss on the lips or on the cheek. */
const turned = { lips: 0.28, cheek: 0.45 } as const;

/** The touch that two people can do, from how far the left and the right one look towards each other, in radians. */
export const touchFor = (kind: 'kiss' | 'hug', left: number, right: number): Touch => {
  if (kind === 'hug') return 'hug';
  if (Math.min(left, right) >= turned.lips) return 'lips';
  return Math.max(left, right) >= turned.cheek ? 'cheek' : 'temple';
};

/** Yaw in radians from which a face counts as seen from the side. */
const profile = 0.9;

/** Computes how close two people come; null when they can't touch this way. */
export const contactOf = (pair: readonly [PlacedPerson, PlacedPerson], touch: Touch): Contact | null => {
  if (touch === 'hug' || touch === 'lean') {
    const [one, other] = [leanWith(pair, 0, touch), leanWith(pair, 1, touch)];
    // A person seen from the side goes behind, so that what the other one holds stays in front.
    const [left, right] = pair.map(({ person }) => Math.abs(person.face.pose.yaw) > profile);
    if (left !== right) return left ? other : one;
    return one.apart <= other.apart ? one : other;
  }
  if (touch === 'lips') return lips(pair);
  const kisser = towards(pair[0], 0) >= towards(pair[1], 1) ? 0 : 1;
  return touch === 'cheek' ? cheek(pair, kisser) : temple(pair, kisser);
};
