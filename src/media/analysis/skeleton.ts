import type { Box, Skeleton } from './types.ts';
import { fromView, lookAtView, type Pyramid, type View } from './view.ts';
import type { Run } from './vision.ts';

const inputSide = 192;

/** Minimum score of a joint that counts. */
const seen = 0.3;

/** Joints of the one person in a view, in pixels of the picture. */
export const skeletonIn = (run: Run, pyramid: Pyramid, view: View): Skeleton => {
  const pixels = new Int32Array(lookAtView(pyramid, view, inputSide));
  const [values] = run(pixels).values();
  if (values?.length !== 51) throw new Error('the pose model gives another answer than expected');
  const place = fromView(view);
  return Array.from({ length: 17 }, (_, i) => {
    const [x, y] = place(values[3 * i + 1] as number, values[3 * i] as number);
    return { x, y, score: values[3 * i + 2] as number };
  });
};

/** Number of visible joints, of 17. */
export const jointsOf = (skeleton: Skeleton): number => skeleton.filter(({ score }) => score > seen).length;

/** The box around the visible joints, with room for the body around the bones. Null when there are none. */
export const boxAround = (skeleton: Skeleton, room: number): Box | null => {
  const joints = skeleton.filter(({ score }) => score > seen);
  if (joints.length === 0) return null;
  const [xs, ys] = [joints.map(({ x }) => x), joints.map(({ y }) => y)];
  const [west, north] = [Math.min(...xs) - room, Math.min(...ys) - room];
  return [west, north, Math.max(...xs) + room - west, Math.max(...ys) + room - north];
};
