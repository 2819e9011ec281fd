import { measuresOf } from '../../../media/analysis/head-pose.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';

/**
 * A face's own coordinate system, centred between the eyes: `across` runs along the eyes to the right of the picture,
 * `down` towards the chin. Lengths in photo pixels.
 */
export type FaceFrame = {
  readonly x: number;
  readonly y: number;
  readonly cos: number;
  readonly sin: number;
  readonly width: number;
  readonly height: number;
};

export type FaceOffset = { readonly across: number; readonly down: number };

/** An offset that several motions add to. */
export type Pushed = { across: number; down: number };

export const frameOf = ({ points, pose }: SeenFace): FaceFrame => {
  const [right, left] = [points[33] as Point, points[263] as Point];
  return {
    x: (right[0] + left[0]) / 2,
    y: (right[1] + left[1]) / 2,
    cos: Math.cos(pose.roll),
    sin: Math.sin(pose.roll),
    ...measuresOf(points),
  };
};

/** Converts a point of the photo to a face's coordinate system. */
export const onFace = (
  { x, y, cos, sin }: FaceFrame,
  place: readonly [x: number, y: number, ...rest: number[]],
): FaceOffset => {
  const [right, low] = [place[0] - x, place[1] - y];
  return { across: cos * right + sin * low, down: cos * low - sin * right };
};

/** The eye that winks: the wider one over which a lid can be drawn. */
export const winkerOf = ({ left, right }: SeenFace['eyes']): 'left' | 'right' => {
  if (left.clear !== right.clear) return left.clear ? 'left' : 'right';
  return left.openness >= right.openness ? 'left' : 'right';
};
