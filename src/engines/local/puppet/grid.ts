import type { Size } from '../../../core/shot.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import type { Triangles } from '../layers/triangles.ts';
import type { PlanarPoint } from '../render-input.ts';

/** One layer: a mask at the small size, and the circle in which it shares the points of the first part. */
export type PuppetPart = {
  readonly inside: Uint8Array;
  readonly weld: { readonly at: PlanarPoint; readonly radius: number } | null;
};

/** A mesh over several parts. The triangles of all parts index the same points. */
export type Grid = {
  readonly rest: Float64Array;
  readonly part: Int32Array;
  readonly edges: Int32Array;
  readonly stiff: Float64Array;
  readonly meshes: readonly Triangles[];
  readonly step: number;
};

/** Pixels by which the mesh extends beyond the covered area, so that every visible cell of a layer is whole. */
const margin = 13;

const firstOrder = (columns: number, rows: number): Int32Array => {
  const order = new Int32Array(columns * rows);
  // Neighbours need close numbers, whichever way the grid is longer.
  for (let i = 0; i < order.length; i += 1)
    order[i] = columns <= rows ? i : (i % rows) * columns + Math.floor(i / rows);
  return order;
};

/** Lays a grid over the parts of a frame. `small` is the size of the masks, `scale` their pixels per frame pixel. */
export const gridOver = (
  frame: Size,
  small: Size,
  scale: number,
  parts: readonly PuppetPart[],
  step: number,
): Grid => {
  const columns = Math.ceil(frame.width / step) + 3;
  const rows = Math.ceil(frame.height / step) + 3;
  const placeX = (column: number): number => (column - 1) * step;
  const fields = parts.map(({ inside }) => distanceTo(inside, small));
  const far = (0.72 * step + margin) * scale;
  const holds = (part: number, column: number, row: number): boolean => {
    const x = Math.min(small.width - 1, Math.max(0, Math.floor((column - 0.5) * step * scale)));
    const y = Math.min(small.height - 1, Math.max(0, Math.floor((row - 0.5) * step * scale)));
    return (fields[part]?.[y * small.width + x] ?? Number.POSITIVE_INFINITY) < far;
  };
  const wanted = parts.map(() => new Uint8Array(columns * rows));
  const cells: [part: number, column: number, row: number][] = [];
  parts.forEach((_, part) => {
    for (let row = 0; row < rows - 1; row += 1)
      for (let column = 0; column < columns - 1; column += 1) {
        if (!holds(part, column, row)) continue;
        cells.push([part, column, row]);
        const at = row * columns + column;
        for (const corner of [at, at + 1, at + columns, at + columns + 1])
          (wanted[part] as Uint8Array)[corner] = 1;
      }
  });
  const ids = parts.map(() => new Int32Array(columns * rows).fill(-1));
  const rest: number[] = [];
  const owner: number[] = [];
  for (const at of firstOrder(columns, rows)) {
    const [x, y] = [placeX(at % columns), placeX(Math.floor(at / columns))];
    parts.forEach(({ weld }, part) => {
      if (wanted[part]?.[at] !== 1) return;
      const base = ids[0]?.[at] ?? -1;
      const welded =
        weld !== null && base >= 0 && (x - weld.at.x) ** 2 + (y - weld.at.y) ** 2 < weld.radius ** 2;
      if (!welded) {
        rest.push(x, y);
        owner.push(part);
      }
      (ids[part] as Int32Array)[at] = welded ? base : owner.length - 1;
    });
  }
  const joined = new Map<number, number>();
  const join = (a: number, b: number, weight: number) => {
    const key = Math.min(a, b) * owner.length + Math.max(a, b);
    joined.set(key, Math.max(weight, joined.get(key) ?? 0));
  };
  const triangles: number[][] = parts.map(() => []);
  for (const [part, column, row] of cells) {
    const at = row * columns + column;
    const id = (corner: number): number => ids[part]?.[corner] ?? 0;
    const [a, b, c, d] = [id(at), id(at + 1), id(at + columns), id(at + columns + 1)];
    triangles[part]?.push(a, b, d, a, d, c);
    join(a, b, 1);
    join(a, c, 1);
    join(b, d, 1);
    join(c, d, 1);
    join(a, d, 0.4);
    join(b, c, 0.4);
  }
  const corners = Float64Array.from(rest);
  const edges = new Int32Array(2 * joined.size);
  [...joined.keys()].forEach((key, index) => {
    edges[2 * index] = Math.floor(key / owner.length);
    edges[2 * index + 1] = key % owner.length;
  });
  return {
    rest: corners,
    part: Int32Array.from(owner),
    edges,
    stiff: Float64Array.from(joined.values()),
    meshes: triangles.map((list) => ({ corners, triangles: Uint32Array.from(list) })),
    step,
  };
};
