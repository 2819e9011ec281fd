import type { PlanarPoint } from '../render-input.ts';
import { cosine, sine } from '../wave.ts';

/** An affine map: x' = a x + c y + e, y' = b x + d y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const still: Affine = [1, 0, 0, 1, 0, 0];

export const move = (x: number, y: number): Affine => [1, 0, 0, 1, x, y];

/** A rotation about a point, in radians, clockwise on the screen. */
export const turnAbout = ({ x, y }: PlanarPoint, angle: number): Affine => {
  const [cos, sin] = [cosine(angle / (2 * Math.PI)), sine(angle / (2 * Math.PI))];
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
};

/** Applies the second map, then the first. */
export const after = (first: Affine, second: Affine): Affine => {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = second;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

export const goes = ([a, b, c, d, e, f]: Affine, { x, y }: PlanarPoint): PlanarPoint => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

/** Maps one segment of a limb to another: scaled along its length, with the same width. */
export const stretch = (
  from: PlanarPoint,
  to: PlanarPoint,
  newFrom: PlanarPoint,
  newTo: PlanarPoint,
): Affine => {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const long = Math.max(1e-6, Math.sqrt(x * x + y * y));
  const [u, v] = [(newTo.x - newFrom.x) / long, (newTo.y - newFrom.y) / long];
  const now = Math.max(1e-6, Math.sqrt(u * u + v * v));
  const [along, up] = [x / long, y / long];
  const [acrossX, acrossY] = [-v / now, u / now];
  const a = u * along - acrossX * up;
  const b = v * along - acrossY * up;
  const c = u * up + acrossX * along;
  const d = v * up + acrossY * along;
  return [a, b, c, d, newFrom.x - a * from.x - c * from.y, newFrom.y - b * from.x - d * from.y];
};
