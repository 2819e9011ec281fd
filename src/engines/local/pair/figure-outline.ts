import type { Size } from '../../../core/shot.ts';
import { lookUp, shrink } from '../../../media/pixels/shrink.ts';
import type { Figure, PairStance } from './figure.ts';
import type { Person } from './person.ts';

/** Size of an outline cell, in frame pixels. */
const cell = 4;

/** The area a figure covers in a stance. In frame pixels from the upper left corner of its part of the photo. */
export const outlineIn = (person: Person, figure: Figure, stance: PairStance) => {
  const { corners } = figure.mesh;
  const moved = new Float64Array(corners.length);
  figure.pose(stance, moved);
  const small: Size = {
    width: Math.ceil((person.region.width * person.scale) / cell),
    height: Math.ceil((person.region.height * person.scale) / cell),
  };
  const cover = shrink(person.matte, person.size, small, 1);
  const covered = new Set<number>();
  const key = (x: number, y: number): number =>
    (Math.floor(y / cell) + 4096) * 65536 + Math.floor(x / cell) + 4096;
  const rows = corners.length / 2 / figure.columns;
  for (let row = 0; row < rows - 1; row += 1)
    for (let column = 0; column < figure.columns - 1; column += 1) {
      const a = 2 * (row * figure.columns + column);
      const c = a + 2 * figure.columns;
      for (const v of [0.125, 0.375, 0.625, 0.875])
        for (const u of [0.125, 0.375, 0.625, 0.875]) {
          const between = (points: Float64Array, axis: 0 | 1): number => {
            const top = (points[a + axis] as number) * (1 - u) + (points[a + 2 + axis] as number) * u;
            const low = (points[c + axis] as number) * (1 - u) + (points[c + 2 + axis] as number) * u;
            return top * (1 - v) + low * v;
          };
          const right = between(corners, 0) / (small.width * cell);
          const down = between(corners, 1) / (small.height * cell);
          if (right < 0 || down < 0 || right >= 1 || down >= 1) continue;
          if (lookUp(cover, small, 1, right, down, 0) > 110)
            covered.add(key(between(moved, 0), between(moved, 1)));
        }
    }
  return {
    covers: (x: number, y: number): boolean => covered.has(key(x, y)),
    /** The x position of the edge on a side (−1 left, 1 right) at height `y`, seen from `from`; null if uncovered. */
    edge: (y: number, side: -1 | 1, from: number): number | null => {
      if (!covered.has(key(from, y))) return null;
      let x = from;
      while (covered.has(key(x + side * cell, y))) x += side * cell;
      return x;
    },
  };
};
