import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import type { Region } from '../../../media/texture.ts';
import type { PhotoWarp } from '../face/head-warp.ts';
import { clamp } from '../wave.ts';
import { holdOf, middleOf, type Piece, pieceOf, type Shift, turned } from './face-piece.ts';
import { type Squeeze, solveSqueeze } from './squeeze.ts';

/** Steps from the start to the touch; between two of them, positions are interpolated. */
const steps = 20;

/** How far a person may be moved, as a share of what is beside them and in face heights. */
const most = { room: 0.7, far: 1.2 } as const;

/**
 * In face widths: the gap left between two faces, and the share that hair and ears between them keep of their width.
 * Where faces can't touch, what is between them keeps more of its width, or it shows as crushed.
 */
const gap = { least: 0.05, hair: 0.3, kept: 0.7 } as const;

/** People move less up and down than sideways. */
const upright = 0.45;

const closest = (
  one: readonly (readonly [number, number])[],
  other: readonly (readonly [number, number])[],
): number => {
  let best = Number.POSITIVE_INFINITY;
  for (const [ax, ay] of one)
    for (const [bx, by] of other) best = Math.min(best, (ax - bx) ** 2 + (ay - by) ** 2);
  return Math.sqrt(best);
};

/** How two faces come together, at the touch or as near to it as their photo allows. */
const planShifts = (
  pieces: readonly [Piece, Piece],
  roll: number,
  region: Region,
  cover: (x: number, y: number) => number,
  others: readonly Piece[],
) => {
  const [one, other] = pieces;
  const side = one.pivot.x < other.pivot.x ? 1 : -1;
  const [a, b] = [middleOf(one), middleOf(other)];
  const apart = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
  const way = { x: (b.x - a.x) / apart, y: (upright * (b.y - a.y)) / apart };
  const room = pieces.map(({ wide, tall }, index) => {
    const { x } = index === 0 ? a : b;
    const outer = (index === 0 ? side : -side) > 0 ? x - region.left : region.left + region.width - x;
    return Math.min(most.room * Math.max(0, outer - wide), most.far * 2 * tall);
  }) as [number, number];
  const total = room[0] + room[1];
  const wide = one.wide + other.wide;
  const between = Array.from({ length: 64 }, (_, i) =>
    cover(a.x + ((b.x - a.x) * (i + 0.5)) / 64, a.y + ((b.y - a.y) * (i + 0.5)) / 64),
  );
  const hair = Math.max(0, (between.reduce((sum, value) => sum + value, 0) / 64) * apart - wide);
  const target = gap.least * wide + gap.hair * hair;
  const shiftsAt = (share: number): [Shift, Shift] => [
    { roll: side * roll, x: share * room[0] * way.x, y: share * room[0] * way.y },
    { roll: -side * roll, x: -share * room[1] * way.x, y: -share * room[1] * way.y },
  ];
  const far = (share: number): number => {
    const shifts = shiftsAt(share);
    const [left, right] = pieces.map((piece, index) =>
      piece.outline.map(([x, y]) => turned(piece, shifts[index] as Shift, x, y)),
    ) as [(readonly [number, number])[], (readonly [number, number])[]];
    return closest(left, right);
  };
  const isBetween = others.map(middleOf).some(({ x, y }) => {
    const along = ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / apart ** 2;
    const aside = Math.abs((x - a.x) * (b.y - a.y) - (y - a.y) * (b.x - a.x)) / apart;
    return along > 0 && along < 1 && aside < wide;
  });
  if (isBetween) return { shifts: shiftsAt(0), touch: false };
  const count = 60;
  let reached = 0;
  while (reached < count && total > 0 && far(reached / count) > target) reached += 1;
  const touch = far(reached / count) - target < 0.12 * wide;
  const least = gap.kept * far(0);
  while (!touch && reached > 0 && far(reached / count) < least) reached -= 1;
  return { shifts: shiftsAt(reached / count), touch };
};

/**
 * Brings the two largest faces of a photo together by bending the photo: each face stays as it is, what is between them
 * becomes narrower, and what is beside them wider. `touch` says whether they reach each other.
 */
export const drawTogether = (
  { faces, mask, ...photo }: PhotoAnalysis,
  region: Region,
  roll: number,
): { readonly touch: boolean; readonly warp: (near: number) => PhotoWarp } => {
  const pieces = faces.slice(0, 2).map(pieceOf) as [Piece, Piece];
  const cover = (x: number, y: number): number => {
    if (mask === null) return 0.5;
    const column = clamp(Math.floor((x * mask.width) / photo.width), 0, mask.width - 1);
    const row = clamp(Math.floor((y * mask.height) / photo.height), 0, mask.height - 1);
    return (mask.data[row * mask.width + column] as number) / 255;
  };
  const others = faces.slice(2).map(pieceOf);
  const { shifts, touch } = planShifts(pieces, roll, region, cover, others);
  const still = others.map((piece) => holdOf(piece, { roll: 0, x: 0, y: 0 }, cover));
  const fields: Squeeze[] = [];
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    const holds = pieces.map((piece, index) => {
      const { roll, x, y } = shifts[index] as Shift;
      return holdOf(piece, { roll: share * roll, x: share * x, y: share * y }, cover);
    });
    fields.push(solveSqueeze(region, [...holds, ...still], cover, fields.at(-1) ?? null));
  }
  return {
    touch,
    warp: (near) => {
      const place = clamp(near, 0, 1) * steps;
      const index = Math.min(steps - 1, Math.floor(place));
      const share = place - index;
      const [before, after] = [fields[index - 1] ?? null, fields[index] as Squeeze];
      return (spot) => {
        const { x, y } = spot;
        after(x, y, spot, share);
        before?.(x, y, spot, 1 - share);
      };
    },
  };
};
