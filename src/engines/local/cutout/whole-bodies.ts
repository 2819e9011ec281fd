import type { PhotoAnalysis, Skeleton } from '../../../media/analysis/types.ts';
import { reachOf } from '../puppet/part-labels.ts';
import { smooth } from './bend.ts';

/** Joints of arms and legs, in COCO order. */
const limbs = ['5-7', '7-9', '6-8', '8-10', '11-13', '13-15', '12-14', '14-16'].map((pair) =>
  pair.split('-').map(Number),
);

/** How sure a joint must be. */
const least = 0.3;

/** In shoulder-to-hip lengths: how far a limb reaches from its bone, and a hand beyond its wrist. */
const [thick, hand] = [0.17, 0.2];

/** The shares of a mask from which something may belong to a person, and from which it does. */
type Doubt = { readonly from: number; readonly to: number };
const limb: Doubt = { from: 0.06, to: 0.26 };
const cut: Doubt = { from: 0.25, to: 0.45 };

/** Where the picture's lower edge cuts people off, in its heights: from `from`, and surely from `to`. */
const edge = { from: 0.92, to: 0.95 } as const;

const bonesOf = (skeleton: Skeleton) => {
  const at = (joint: number) => skeleton[joint] ?? { x: 0, y: 0, score: 0 };
  const middle = (a: number, b: number) => ({ x: (at(a).x + at(b).x) / 2, y: (at(a).y + at(b).y) / 2 });
  const [neck, hips] = [middle(5, 6), middle(11, 12)];
  const wide = Math.hypot(at(5).x - at(6).x, at(5).y - at(6).y);
  const length = Math.max(wide, Math.hypot(neck.x - hips.x, neck.y - hips.y));
  return limbs
    .map(([a, b]) => [at(a as number), at(b as number)] as const)
    .filter(([from, to]) => from.score >= least && to.score >= least)
    .map(([from, to]) => {
      const long = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
      const further = 1 + (hand * length) / long;
      const end = { x: from.x + further * (to.x - from.x), y: from.y + further * (to.y - from.y) };
      return { from, to: end, reach: thick * length };
    });
};

/** A mask's value, by a share as sure as its doubts allow. */
const surer = (value: number, share: number, { from, to }: Doubt): number => {
  const level = value / 255;
  return Math.max(value, Math.round(255 * (level + share * (smooth((level - from) / (to - from)) - level))));
};

/**
 * Makes sure of what the mask doubts along people's arms and legs and where the picture cuts them off, so that nobody
 * who moves leaves a hand or a hem behind.
 */
export const wholeBodies = (seen: PhotoAnalysis): PhotoAnalysis => {
  const { mask, people } = seen;
  if (mask === null || people.length === 0) return seen;
  const scale = seen.width / mask.width;
  const data = mask.data.map((value, at) => {
    const down = Math.floor(at / mask.width) / mask.height;
    return down < edge.from ? value : surer(value, smooth((down - edge.from) / (edge.to - edge.from)), cut);
  });
  const bones = people.flatMap(({ skeleton }) => (skeleton === null ? [] : bonesOf(skeleton)));
  for (const { from, to, reach } of bones) {
    const far = 1.5 * reach;
    const [left, right] = [Math.min(from.x, to.x) - far, Math.max(from.x, to.x) + far];
    const [top, bottom] = [Math.min(from.y, to.y) - far, Math.max(from.y, to.y) + far];
    for (let y = Math.max(0, Math.floor(top / scale)); y < Math.min(mask.height, bottom / scale); y += 1)
      for (let x = Math.max(0, Math.floor(left / scale)); x < Math.min(mask.width, right / scale); x += 1) {
        const { away } = reachOf({ from, to }, (x + 0.5) * scale, (y + 0.5) * scale);
        const at = y * mask.width + x;
        data[at] = surer(data[at] as number, smooth((far - away) / (far - reach)), limb);
      }
  }
  return { ...seen, mask: { ...mask, data } };
};
