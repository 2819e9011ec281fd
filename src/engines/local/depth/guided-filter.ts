import type { Plane } from './plane.ts';
import { box, planeOf } from './plane.ts';

const product = (a: Plane, b: Plane): Plane =>
  planeOf(a.width, a.height, (i) => (a.values[i] as number) * (b.values[i] as number));

/** Smooths a plane but lets it break where the guide does (He et al., 2010). `evenness` is in squared guide units. */
export const guidedFilter = (guide: Plane, plane: Plane, radius: number, evenness: number): Plane => {
  const { width, height } = plane;
  const guideMean = box(guide, radius);
  const planeMean = box(plane, radius);
  const both = box(product(guide, plane), radius);
  const squares = box(product(guide, guide), radius);
  const slope = planeOf(width, height, (i) => {
    const mean = guideMean.values[i] as number;
    const variance = (squares.values[i] as number) - mean * mean;
    return ((both.values[i] as number) - mean * (planeMean.values[i] as number)) / (variance + evenness);
  });
  const rest = planeOf(
    width,
    height,
    (i) => (planeMean.values[i] as number) - (slope.values[i] as number) * (guideMean.values[i] as number),
  );
  const slopes = box(slope, radius);
  const rests = box(rest, radius);
  return planeOf(
    width,
    height,
    (i) => (slopes.values[i] as number) * (guide.values[i] as number) + (rests.values[i] as number),
  );
};
