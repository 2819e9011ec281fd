import type { Point } from './types.ts';
import { fromView, lookAtView, type Pyramid, scaled, type View } from './view.ts';
import type { Run } from './vision.ts';

/** A face's 468 points in pixels of the picture, and the model's confidence that there is a face, 0 to 1. */
export type FaceMesh = { readonly points: readonly Point[]; readonly confidence: number };

const inputSide = 192;

/** Width of the model's input view relative to the face. */
const room = 1.5;

const meshIn = (run: Run, pyramid: Pyramid, view: View): FaceMesh => {
  const answers = [...run(scaled(lookAtView(pyramid, view, inputSide), 1 / 255)).values()];
  const values = answers.find(({ length }) => length === 1404);
  const flag = answers.find(({ length }) => length === 1);
  if (values === undefined || flag === undefined)
    throw new Error('the mesh model gives another answer than expected');
  const place = fromView(view);
  const points = Array.from({ length: 468 }, (_, i): Point => {
    const [x, y] = place((values[3 * i] as number) / inputSide, (values[3 * i + 1] as number) / inputSide);
    return [x, y, ((values[3 * i + 2] as number) / inputSide) * view.side];
  });
  return { points, confidence: flag[0] as number };
};

/** The best view for finding a mesh again: around all of its points, with the eyes level. */
const viewOf = (points: readonly Point[]): View => {
  const [right, left] = [points[33] as Point, points[263] as Point];
  const angle = Math.atan2(left[1] - right[1], left[0] - right[0]);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const [across, down] = [cos * x + sin * y, cos * y - sin * x];
    [west, east] = [Math.min(west, across), Math.max(east, across)];
    [north, south] = [Math.min(north, down), Math.max(south, down)];
  }
  const [across, down] = [(west + east) / 2, (north + south) / 2];
  const side = room * Math.max(east - west, south - north);
  return { x: cos * across - sin * down, y: sin * across + cos * down, side, angle };
};

/** Finds the points of a face near this position. A second pass starts from the result of the first. */
export const findMesh = (
  run: Run,
  pyramid: Pyramid,
  { x, y, side, roll }: { x: number; y: number; side: number; roll: number },
): FaceMesh => {
  const first = meshIn(run, pyramid, { x, y, side: room * side, angle: roll });
  const second = meshIn(run, pyramid, viewOf(first.points));
  return second.confidence >= first.confidence - 0.1 ? second : first;
};
