import { meanOf, medianOf } from './footage.ts';
import { bends, type ClipMeasures } from './judge.ts';

/** The photo position that a point of a frame shows, in frame widths. */
export type ScorePoint = { readonly x: number; readonly y: number };

/** Constants measured on such clips: a warped photo shows its own pixels, so identities don't change. */
const warped = { warp: 1.2, subject: 0.93 } as const;

/**
 * Measures a clip that is a warped photo from data the renderer has: every frame's brightness (0 to 255), and the photo
 * positions of the same few points. Nothing is decoded.
 */
export const measurePaths = (
  lumas: readonly number[],
  paths: readonly (readonly ScorePoint[])[],
  fps: number,
): ClipMeasures => {
  const ways = paths.slice(1).map((places, index) => {
    const before = paths[index] ?? [];
    const right = places.map(({ x }, place) => x - (before[place]?.x ?? x));
    const down = places.map(({ y }, place) => y - (before[place]?.y ?? y));
    const length = meanOf(right.map((x, place) => Math.hypot(x, down[place] ?? 0)));
    return { right: medianOf(right), down: medianOf(down), length };
  });
  const bendsDown = bends(ways.map(({ down }) => down));
  const jolts = bends(ways.map(({ right }) => right)).map((x, index) => Math.hypot(x, bendsDown[index] ?? 0));
  return {
    ...warped,
    flicker: meanOf(bends(lumas).map(Math.abs)),
    jerk: 320 * meanOf(jolts),
    motion: fps * meanOf(ways.map(({ length }) => length)),
  };
};
