import type { FilmInput, Point } from './film-input.ts';
import type { Lens } from './lens.ts';
import type { Extents } from './window.ts';

/** Points 8 pixels apart all along the frame's border. */
export const borderOf = ({ width, height }: FilmInput): readonly Point[] => {
  const points: Point[] = [];
  const place = (column: number, row: number) =>
    points.push({
      x: Math.min(column, width) / width - 0.5,
      y: (Math.min(row, height) - height / 2) / width,
    });
  for (let column = 0; column < width + 8; column += 8) {
    place(column, 0);
    place(column, height);
  }
  for (let row = 0; row < height + 8; row += 8) {
    place(0, row);
    place(width, row);
  }
  return points;
};

/** What the border looks at through these lenses, and at least `start`. */
export const reach = (lenses: Iterable<Lens>, border: readonly Point[], start: Extents): Extents => {
  let { left, right, top, bottom } = start;
  const point = { x: 0, y: 0 };
  for (const lens of lenses)
    for (const { x, y } of border) {
      point.x = x;
      point.y = y;
      lens(point);
      left = Math.min(left, point.x);
      right = Math.max(right, point.x);
      top = Math.min(top, point.y);
      bottom = Math.max(bottom, point.y);
    }
  return { left, right, top, bottom };
};

export const holds = (outer: Extents, inner: Extents): boolean =>
  outer.left <= inner.left &&
  outer.right >= inner.right &&
  outer.top <= inner.top &&
  outer.bottom >= inner.bottom;
