import type { Plane } from './plane.ts';
import { box } from './plane.ts';

const product = ({ width, height, values }: Plane, other: Plane): Plane => {
  const products = new Float32Array(values.length);
  for (let i = 0; i < values.length; i += 1)
    products[i] = (values[i] as number) * (other.values[i] as number);
  return { width, height, values: products };
};

/**
 * Coefficients with which a plane follows a guide: at every pixel, plane = slope × guide + rest. `evenness` is in
 * squared guide units.
 */
export const guidance = (
  guide: Plane,
  plane: Plane,
  radius: number,
  evenness: number,
): { readonly slopes: Float32Array; readonly rests: Float32Array } => {
  const guideMean = box(guide, radius).values;
  const planeMean = box(plane, radius).values;
  const both = box(product(guide, plane), radius).values;
  const squares = box(product(guide, guide), radius).values;
  const { width, height } = plane;
  const slope = new Float32Array(both.length);
  const rest = new Float32Array(both.length);
  for (let i = 0; i < both.length; i += 1) {
    const mean = guideMean[i] as number;
    const variance = (squares[i] as number) - mean * mean;
    slope[i] = ((both[i] as number) - mean * (planeMean[i] as number)) / (variance + evenness);
    rest[i] = (planeMean[i] as number) - (slope[i] as number) * mean;
  }
  return {
    slopes: box({ width, height, values: slope }, radius).values,
    rests: box({ width, height, values: rest }, radius).values,
  };
};

/** Smooths a plane but keeps edges where the guide has them (He et al., 2010). `evenness` is in squared guide units. */
export const guidedFilter = (guide: Plane, plane: Plane, radius: number, evenness: number): Plane => {
  const { slopes, rests } = guidance(guide, plane, radius, evenness);
  const values = new Float32Array(slopes.length);
  for (let i = 0; i < values.length; i += 1)
    values[i] = (slopes[i] as number) * (guide.values[i] as number) + (rests[i] as number);
  return { width: plane.width, height: plane.height, values };
};
