import type { Lens } from './lens.ts';
import type { RenderInput } from './render-input.ts';
import type { Extents } from './window.ts';

/** Points 8 pixels apart along the frame's border, as alternating x and y. */
export const borderOf = ({ width, height }: RenderInput): Float64Array => {
  const points: number[] = [];
  const place = (column: number, row: number) =>
    points.push(Math.min(column, width) / width - 0.5, (Math.min(row, height) - height / 2) / width);
  for (let column = 0; column < width + 8; column += 8) {
    place(column, 0);
    place(column, height);
  }
  for (let row = 0; row < height + 8; row += 8) {
    place(0, row);
    place(width, row);
  }
  return Float64Array.from(points);
};

/** Extents that the border sees through these lenses. They always include `start`. */
export const reach = (lenses: Iterable<Lens>, border: Float64Array, start: Extents): Extents => {
  let { left, right, top, bottom } = start;
  const points = new Float64Array(border.length);
  for (const lens of lenses) {
    points.set(border);
    lens(points);
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [points[i] as number, points[i + 1] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return { left, right, top, bottom };
};

export const holds = (outer: Extents, inner: Extents): boolean =>
  outer.left <= inner.left &&
  outer.right >= inner.right &&
  outer.top <= inner.top &&
  outer.bottom >= inner.bottom;
