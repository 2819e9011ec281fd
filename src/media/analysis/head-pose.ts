import type { HeadPose, Point } from './types.ts';

const at = (points: readonly Point[], index: number): Point => points[index] as Point;

/** The direction that a head faces, from its mesh. */
export const poseOf = (points: readonly Point[]): HeadPose => {
  const [right, left] = [at(points, 33), at(points, 263)];
  const roll = Math.atan2(left[1] - right[1], left[0] - right[0]);
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  const across = ([x, y]: Point): number => cos * x + sin * y;
  const down = ([x, y]: Point): number => cos * y - sin * x;
  const [west, east, tip] = [at(points, 234), at(points, 454), at(points, 1)];
  const width = across(east) - across(west);
  const aside = width > 0 ? (across(tip) - (across(west) + across(east)) / 2) / width : 0;
  const [brow, chin] = [at(points, 10), at(points, 152)];
  return {
    yaw: Math.asin(Math.max(-1, Math.min(1, 1.3 * aside))),
    pitch: Math.atan2(chin[2] - brow[2], down(chin) - down(brow)),
    roll,
  };
};

/** A face's width from ear to ear and its height from hairline to chin, in pixels. */
export const measuresOf = (points: readonly Point[]): { readonly width: number; readonly height: number } => {
  const span = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  return { width: span(at(points, 234), at(points, 454)), height: span(at(points, 10), at(points, 152)) };
};
