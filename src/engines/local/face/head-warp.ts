import type { SeenFace, Point as SeenPoint } from '../../../media/analysis/types.ts';
import { clamp, ease } from '../wave.ts';
import { type FaceFrame, onFace, type Spot } from './face-frame.ts';
import { ends, headDepth, whole } from './head-depth.ts';
import type { FaceMoment } from './timeline.ts';

/** Moves a place of the photo, in its pixels, to the place that is seen there. */
export type PhotoWarp = (place: { x: number; y: number }) => void;

/** A face that can move: its axes, and what it moves at a moment. */
export type Head = {
  readonly frame: FaceFrame;
  /** How far from the head's middle a place is, 1 at its outline. */
  readonly radius: (x: number, y: number) => number;
  /** How far the picture at a place comes from elsewhere, in photo pixels along the face's own axes. */
  readonly push: (moment: FaceMoment, spot: Spot, into: { across: number; down: number }) => void;
};

/** Face widths: how far a mouth's corner goes in a trace of a smile, and how far around it the cheek follows. */
const corner = { out: 0.016, up: 0.018, spread: 0.13 } as const;
const cheek = { up: 0.0085, spread: 0.15 } as const;

type Pull = Spot & { readonly right: number; readonly low: number; readonly spread: number };

const pullsOf = (frame: FaceFrame, points: readonly SeenPoint[], share: number): readonly Pull[] => {
  const spot = (index: number): Spot => onFace(frame, points[index] as SeenPoint);
  const { width } = frame;
  const pull = (index: number, right: number, low: number, spread: number): Pull => ({
    ...spot(index),
    right: share * right * width,
    low: share * low * width,
    spread: spread * width,
  });
  return [
    pull(61, -corner.out, -corner.up, corner.spread),
    pull(291, corner.out, -corner.up, corner.spread),
    pull(50, 0, -cheek.up, cheek.spread),
    pull(280, 0, -cheek.up, cheek.spread),
  ];
};

/** Turned faces and faces without a smooth mesh smile less. */
const smileShare = ({ pose }: SeenFace): number => 1 - 0.5 * clamp((Math.abs(pose.yaw) - 0.2) / 0.4, 0, 1);

export const createHead = (face: SeenFace, frame: FaceFrame): Head => {
  const depth = headDepth(face.points, frame);
  const { oval } = depth;
  const chin = onFace(frame, face.points[152] as SeenPoint);
  // A head turns about the top of its neck.
  const pivot = { across: chin.across, down: chin.down + 0.1 * frame.height };
  const pulls = face.motions.smile === true ? pullsOf(frame, face.points, smileShare(face)) : [];
  const turns = face.motions.turn === true;
  const radiusAt = ({ across, down }: Spot): number =>
    Math.hypot((across - oval.across) / oval.wide, (down - oval.down) / oval.tall);
  return {
    frame,
    radius: (x, y) => radiusAt(onFace(frame, [x, y])),
    push: ({ yaw, pitch, roll, smile }, spot, into) => {
      const { across, down } = spot;
      if (turns) {
        const near = depth.at(across, down);
        const hold = ease(clamp((ends - radiusAt(spot)) / (ends - whole), 0, 1));
        into.across -= hold * (yaw * near - roll * (down - pivot.down));
        into.down -= hold * (pitch * near + roll * (across - pivot.across));
      }
      for (const { across: x, down: y, right, low, spread } of pulls) {
        const [aside, under] = [(across - x) / spread, (down - y) / spread];
        const share = smile * Math.exp(-0.5 * (aside * aside + under * under));
        into.across -= share * right;
        into.down -= share * low;
      }
    },
  };
};

/** Moves all heads at once; between two heads each place follows the nearer one. */
export const warpHeads = (heads: readonly Head[], moments: readonly FaceMoment[]): PhotoWarp => {
  const into = { across: 0, down: 0 };
  return (place) => {
    const { x, y } = place;
    let [right, low] = [0, 0];
    for (let i = 0; i < heads.length; i += 1) {
      const head = heads[i] as Head;
      const radius = head.radius(x, y);
      if (radius >= ends) continue;
      let mine = 1;
      for (let j = 0; j < heads.length; j += 1)
        if (j !== i) mine *= ease(clamp(((heads[j] as Head).radius(x, y) - radius) / 0.6 + 0.5, 0, 1));
      if (mine === 0) continue;
      [into.across, into.down] = [0, 0];
      head.push(moments[i] as FaceMoment, onFace(head.frame, [x, y]), into);
      const { cos, sin } = head.frame;
      right += mine * (cos * into.across - sin * into.down);
      low += mine * (sin * into.across + cos * into.down);
    }
    place.x += right;
    place.y += low;
  };
};
