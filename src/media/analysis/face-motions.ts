import type { Size } from '../../core/shot.ts';
import type { Covered } from './covered.ts';
import { measuresOf } from './head-pose.ts';
import { isShouting } from './mouth-state.ts';
import type { Eye, FaceMotion, HeadPose, Obstacle, Point, SeenFace } from './types.ts';

/** Minimum lengths in pixels of a clip 720 pixels high. Below these, a motion looks like a glitch. */
const least = { face: 40, blink: 6, wink: 7, mouth: 18 } as const;

const clipSide = 720;

/** Maximum head rotation in radians from the front. Beyond it, the face's far side is guesswork. */
const furthest = { eyes: 0.82, mouth: 0.75, head: 0.85 } as const;

/** Lid distance as a share of the eye's width. Eyes with a smaller one are already closed. */
const closed = 0.12;

export type UncoveredFace = Omit<SeenFace, 'motions'> & {
  readonly covered: Covered;
};

const spanOf = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

const outside = (points: readonly Point[], { width, height }: Size): number =>
  points.filter(([x, y]) => x < 0 || y < 0 || x >= width || y >= height).length / points.length;

const isClosed = ({ outer, inner, openness }: Eye): boolean => openness < closed * spanOf(outer, inner);

const turned = ({ yaw, pitch }: HeadPose, limit: number): boolean =>
  Math.abs(yaw) > limit || Math.abs(pitch) > limit;

const always = ({ points, pose, confidence }: UncoveredFace, photo: Size, scale: number): Obstacle | null => {
  if (measuresOf(points).width * scale < least.face) return 'small';
  if (outside(points, photo) > 0.04) return 'cut_off';
  if (Math.abs(pose.roll) > 1.9) return 'upside_down';
  return confidence < 0.9 ? 'unsure' : null;
};

/** Both lids close in a blink, one in a wink. */
const eyesIn = (face: UncoveredFace, scale: number, opening: number, both: boolean): Obstacle | null => {
  const { left, right } = face.eyes;
  if (turned(face.pose, furthest.eyes)) return 'turned_away';
  if (face.covered.eyes) return 'eyes_covered';
  if (face.covered.glasses) return 'glasses';
  if (isClosed(left) && isClosed(right)) return 'eyes_closed';
  const open = [left, right].filter((eye) => !isClosed(eye));
  const clear = open.filter((eye) => eye.clear);
  if (both ? clear.length < open.length : clear.length === 0)
    return open.some(({ dark }) => dark) ? 'eyes_dark' : 'eyes_unclear';
  return Math.max(...clear.map(({ openness }) => openness)) * scale < opening ? 'eyes_small' : null;
};

const mouthIn = ({ points, pose, covered }: UncoveredFace, scale: number): Obstacle | null => {
  if (turned(pose, furthest.mouth)) return 'turned_away';
  if (covered.mouth) return 'mouth_covered';
  return spanOf(points[61] as Point, points[291] as Point) * scale < least.mouth ? 'mouth_small' : null;
};

/** Which motions would look right on a face, and why the others would not. */
export const motionsOf = (face: UncoveredFace, photo: Size): SeenFace['motions'] => {
  const scale = clipSide / Math.min(photo.width, photo.height);
  const never = always(face, photo, scale);
  const mouth = never ?? mouthIn(face, scale) ?? true;
  const own: Record<FaceMotion, true | Obstacle> = {
    blink: never ?? eyesIn(face, scale, least.blink, true) ?? true,
    wink: never ?? eyesIn(face, scale, least.wink, false) ?? true,
    smile: mouth === true && isShouting(face.points) ? 'mouth_open' : mouth,
    talk: mouth,
    turn: never ?? (turned(face.pose, furthest.head) ? 'turned_away' : true),
  };
  return own;
};
