import type { Size } from '../../core/shot.ts';
import { wholeView } from './find-faces.ts';
import { headBox } from './head-box.ts';
import { boxAround, jointsOf, skeletonIn } from './skeleton.ts';
import type { Box, SeenPerson, Skeleton } from './types.ts';
import type { Pyramid, View } from './view.ts';
import type { Run } from './vision.ts';

/** Maximum number of people whose joints are searched for individually. */
const most = 6;

const bodyOf = ([x, y, width, height]: Box, reach: number): View => ({
  x: x + width / 2,
  y: y + height / 2 + 0.36 * reach * height,
  side: reach * height,
  angle: 0,
});

const isOf = (skeleton: Skeleton, [x, y, width, height]: Box): boolean => {
  const nose = skeleton[0];
  if (nose === undefined || nose.score < 0.2) return false;
  return Math.hypot(nose.x - x - width / 2, nose.y - y - height / 2) < 0.8 * Math.max(width, height);
};

const around = (boxes: readonly Box[], { width, height }: Size): Box => {
  const west = Math.max(0, Math.min(...boxes.map(([x]) => x)));
  const north = Math.max(0, Math.min(...boxes.map(([, y]) => y)));
  const east = Math.min(width, Math.max(...boxes.map(([x, , wide]) => x + wide)));
  const south = Math.min(height, Math.max(...boxes.map(([, y, , tall]) => y + tall)));
  return [west, north, east - west, south - north];
};

/** The whole photo's skeleton if it belongs to this face and shows enough, else the best of two close-ups. */
const skeletonOf = (
  run: Run,
  pyramid: Pyramid,
  face: Box,
  whole: Skeleton,
  look: boolean,
): Skeleton | null => {
  const own = isOf(whole, face) ? whole : null;
  if (!look || (own !== null && jointsOf(own) >= 9)) return own;
  const tries = [9, 5].map((reach) => skeletonIn(run, pyramid, bodyOf(face, reach)));
  const fitting = [...(own === null ? [] : [own]), ...tries.filter((skeleton) => isOf(skeleton, face))];
  return fitting.sort((a, b) => jointsOf(b) - jointsOf(a))[0] ?? null;
};

/** One person per face, or one without a face when only a body is visible. Boxes are in the pyramid's pixels. */
export const findPeople = (run: Run, pyramid: Pyramid, faces: readonly Box[]): SeenPerson[] => {
  const size = pyramid[0] as Size;
  const whole = skeletonIn(run, pyramid, wholeView(size));
  const people = faces.map((face, index): SeenPerson => {
    const skeleton = skeletonOf(run, pyramid, face, whole, index < most);
    const body = skeleton && boxAround(skeleton, 0.4 * face[2]);
    return {
      box: around(body === null ? [headBox(face)] : [headBox(face), body], size),
      skeleton,
      face: index,
    };
  });
  const body = boxAround(whole, 0.04 * Math.max(size.width, size.height));
  if (people.length === 0 && body !== null && jointsOf(whole) >= 9)
    people.push({ box: around([body], size), skeleton: whole, face: null });
  return people;
};
