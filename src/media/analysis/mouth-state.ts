import type { Point } from './types.ts';

/** How far apart the lips of a mouth are that shows its teeth, as a share of its width. */
const toothy = { least: 0.04, most: 0.1 } as const;

/** A mouth is as wide as these shares of the distance between the eyes' outer corners: at rest, and smiling broadly. */
const widths = { rest: 0.59, broad: 0.68 } as const;

/** From these distances between the lips on, a mouth shouts or sings: if it isn't smiling, and in any case. */
const shouting = { unsmiling: 0.22, always: 0.4 } as const;

const between = (points: readonly Point[], a: number, b: number): number => {
  const [from, to] = [points[a], points[b]] as [Point, Point];
  return Math.hypot(to[0] - from[0], to[1] - from[1]);
};

const along = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/** How far apart the lips are, as a share of the mouth's width. */
const partedIn = (points: readonly Point[]): number => between(points, 13, 14) / between(points, 61, 291);

/** From 0 to 1: how much teeth show between the lips. */
export const teethIn = (points: readonly Point[]): number =>
  along(partedIn(points), toothy.least, toothy.most);

/** From 0 to 1: how broadly a mouth smiles already, with its teeth showing. */
export const smileIn = (points: readonly Point[]): number =>
  teethIn(points) * along(between(points, 61, 291) / between(points, 33, 263), widths.rest, widths.broad);

/** Whether a mouth is too wide open to become a smile. */
export const isShouting = (points: readonly Point[]): boolean => {
  const { unsmiling, always } = shouting;
  return partedIn(points) > unsmiling + (always - unsmiling) * smileIn(points);
};
