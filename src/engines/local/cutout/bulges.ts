import type { Size } from '../../../core/shot.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import type { CutoutSubject } from './bend.ts';

/** A round part of a subject, in stage pixels. */
export type Bulge = { readonly x: number; readonly y: number; readonly radius: number };

/** The largest number of bulges, and the smallest one's radius as a share of the first one's. */
const [most, least] = [5, 0.36];

/** Finds the largest discs that fit into a subject next to each other and beside the round parts in `taken`. */
export const bulgesOf = ({ cover }: CutoutSubject, taken: readonly Bulge[]): readonly Bulge[] => {
  const size: Size = { width: cover.width, height: cover.height };
  const deep = distanceTo(
    bytesFrom(cover.values, (value) => (value > 0.5 ? 0 : 1)),
    size,
  );
  const found: Bulge[] = [];
  while (found.length < most) {
    let best: Bulge = { x: 0, y: 0, radius: 0 };
    for (let at = 0; at < deep.length; at += 1) {
      const radius = (deep[at] as number) / cover.scale;
      if (radius <= best.radius) continue;
      const x = ((at % size.width) + 0.5) / cover.scale;
      const y = (Math.floor(at / size.width) + 0.5) / cover.scale;
      const free = [...taken, ...found].reduce(
        (room, one) => Math.min(room, Math.hypot(x - one.x, y - one.y) - 0.75 * one.radius),
        radius,
      );
      if (free > best.radius) best = { x, y, radius: free };
    }
    if (best.radius < 2 || best.radius < least * (found[0]?.radius ?? 0)) break;
    found.push(best);
  }
  return found;
};
