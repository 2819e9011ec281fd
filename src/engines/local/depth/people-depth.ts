import type { Size } from '../../../core/shot.ts';
import { measuresOf } from '../../../media/analysis/head-pose.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import type { Plane } from '../../../media/pixels/plane.ts';
import { box, planeOf } from '../../../media/pixels/plane.ts';
import { clamp, ease } from '../wave.ts';

/** A face oval: its centre and half its width and height, as fractions of the photo's width and height. */
export type Face = { readonly x: number; readonly y: number; readonly across: number; readonly down: number };

/** The oval of a detected face. */
export const faceOf = ({ points }: Pick<SeenFace, 'points'>, photo: Size): Face => {
  const { width, height } = measuresOf(points);
  const [top, chin] = [points[10] as Point, points[152] as Point];
  return {
    x: (top[0] + chin[0]) / 2 / photo.width,
    y: (top[1] + chin[1]) / 2 / photo.height,
    across: (0.52 * width) / photo.width,
    down: (0.54 * height) / photo.height,
  };
};

/** The area of a face's hair: around and above the face. */
export const hairOf = (face: Face): Face => ({ ...face, y: face.y - 0.5 * face.down });

/** 1 on the faces up to `flat` times their size, falling to 0 at `end` times their size. */
export const facePlane = (
  { width, height }: Plane,
  faces: readonly Face[],
  flat: number,
  end: number,
): Plane =>
  planeOf(width, height, (_, x, y) => {
    let most = 0;
    for (const face of faces) {
      const right = ((x + 0.5) / width - face.x) / face.across;
      const down = ((y + 0.5) / height - face.y) / face.down;
      most = Math.max(most, clamp((end - Math.sqrt(right * right + down * down)) / (end - flat), 0, 1));
    }
    return ease(most);
  });

/** Weighted mean of a plane around each pixel. */
const meanAround = (plane: Plane, weight: Plane, radius: number): Plane => {
  const weighted = planeOf(
    plane.width,
    plane.height,
    (i) => (plane.values[i] as number) * (weight.values[i] as number),
  );
  const [sums, weights] = [box(weighted, radius), box(weight, radius)];
  return planeOf(
    plane.width,
    plane.height,
    (i) => (sums.values[i] as number) / Math.max(1e-4, weights.values[i] as number),
  );
};

const blend = (plane: Plane, other: Plane, share: Plane): Plane =>
  planeOf(plane.width, plane.height, (i) => {
    const value = plane.values[i] as number;
    return value + (share.values[i] as number) * ((other.values[i] as number) - value);
  });

const meanIn = (plane: Plane, weight: Plane): number => {
  let [sum, total] = [1e-6, 0];
  for (let i = 0; i < weight.values.length; i += 1) {
    const share = weight.values[i] as number;
    sum += share;
    total += share * (plane.values[i] as number);
  }
  return total / sum;
};

/**
 * Levels a plane on each face and smooths it on skin. Brows and lips must not be nearer than cheeks because of their
 * colour, and a head must not be further away than the chest below it.
 */
export const levelPeople = (plane: Plane, skin: Plane, faces: readonly Face[]): Plane => {
  const smooth = meanAround(plane, skin, Math.max(2, Math.round(plane.width / 24)));
  let level = blend(plane, smooth, skin);
  for (const face of faces) {
    const chest = { ...face, y: face.y + 2.6 * face.down };
    const near = Math.max(
      meanIn(level, facePlane(plane, [face], 1, 1.3)),
      meanIn(level, facePlane(plane, [chest], 0.8, 1.2)),
    );
    const even = planeOf(plane.width, plane.height, () => near);
    level = blend(level, even, facePlane(plane, [face], 1.3, 2));
  }
  return level;
};
