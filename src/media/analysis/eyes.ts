import { lookAtEye } from './clear-eye.ts';
import type { Eye, Point } from './types.ts';
import { fromView, lookAtView, type Pyramid, type RgbPicture, scaled } from './view.ts';
import type { Run } from './vision.ts';

const inputSide = 64;

/** Width of the model's input view relative to the eye. */
const room = 2.3;

/** Indices of the corners and the lids in the model's outline, from the outer corner inwards. */
const outline = {
  outer: 0,
  inner: 8,
  lower: [1, 2, 3, 4, 5, 6, 7],
  upper: [9, 10, 11, 12, 13, 14, 15],
} as const;

const irisStart = 71;

const between = (upper: readonly Point[], lower: readonly Point[]): number => {
  let sum = 0;
  for (const i of [2, 3, 4] as const) {
    const [above, below] = [upper[i] as Point, lower[i] as Point];
    sum += Math.hypot(above[0] - below[0], above[1] - below[1]);
  }
  return sum / 3;
};

/**
 * Finds an eye's outline, starting from its corners in the mesh. The model is trained on the person's right eye, so the
 * left one is mirrored.
 */
export const findEye = (
  run: Run,
  pyramid: Pyramid,
  points: readonly Point[],
  side: 'left' | 'right',
): Eye => {
  const [outer, inner] = (side === 'right' ? [33, 133] : [263, 362]).map((i) => points[i] as Point) as [
    Point,
    Point,
  ];
  const [west, east] = side === 'right' ? [outer, inner] : [inner, outer];
  const width = Math.hypot(east[0] - west[0], east[1] - west[1]);
  const view = {
    x: (west[0] + east[0]) / 2,
    y: (west[1] + east[1]) / 2,
    side: room * width,
    angle: Math.atan2(east[1] - west[1], east[0] - west[0]),
    ...(side === 'left' && { mirrored: true as const }),
  };
  const [values] = run(scaled(lookAtView(pyramid, view, inputSide), 1 / 255)).values();
  if (values?.length !== 228) throw new Error('the iris model gives another answer than expected');
  const place = fromView(view);
  const at = (i: number): Point => {
    const [x, y] = place((values[3 * i] as number) / inputSide, (values[3 * i + 1] as number) / inputSide);
    return [x, y, ((values[3 * i + 2] as number) / inputSide) * view.side];
  };
  const [upper, lower] = [outline.upper.map(at), outline.lower.map(at)];
  const eye = {
    outer: at(outline.outer),
    inner: at(outline.inner),
    upper,
    lower,
    iris: Array.from({ length: 5 }, (_, i) => at(irisStart + i)),
    openness: between(upper, lower),
  };
  return { ...eye, ...lookAtEye(pyramid[0] as RgbPicture, points, eye, side) };
};
