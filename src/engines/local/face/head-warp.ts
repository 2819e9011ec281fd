import type { SeenFace, Point as SeenPoint } from '../../../media/analysis/types.ts';
import { clamp, ease } from '../wave.ts';
import { type FaceFrame, onFace } from './face-frame.ts';
import type { FaceMoment } from './face-timeline.ts';
import { ends, headDepth, whole } from './head-depth.ts';

/** Maps a position of the photo to its source position, in place. In photo pixels. */
export type PhotoWarp = (place: { x: number; y: number }) => void;

/** A face that can move: its coordinate system and its displacement at a moment. */
export type Head = {
  readonly frame: FaceFrame;
  /** Distance of a position from the head's middle; 1 on its outline. */
  readonly radius: (across: number, down: number) => number;
  /** Adds the offset between a position and its source, in photo pixels in the face's coordinate system. */
  readonly push: (moment: FaceMoment, across: number, down: number, radius: number, into: FaceOffset) => void;
};

type FaceOffset = { across: number; down: number };

/**
 * In face widths: how far the corners of the mouth move for a trace of a smile (strength 1), and how far around them
 * the cheeks follow.
 */
const corner = { out: 0.017, up: 0.022, spread: 0.13 } as const;
const cheek = { up: 0.009, spread: 0.15 } as const;

/** Squared distance, in spreads, beyond which a pull has no effect. */
const farthest = 12;

type Pull = Readonly<FaceOffset> & { readonly right: number; readonly low: number; readonly spread: number };

const pullsOf = (frame: FaceFrame, points: readonly SeenPoint[], share: number): readonly Pull[] => {
  const spot = (index: number): FaceOffset => onFace(frame, points[index] as SeenPoint);
  const { width } = frame;
  const pull = (index: number, right: number, low: number, spread: number): Pull => ({
    ...spot(index),
    right: share * right * width,
    low: share * low * width,
    spread: spread * width,
  });
  // Both corners pull at the middle of the lips, which has to stay for the mouth to curve.
  const half = Math.abs(spot(291).across - spot(61).across) / 2 / width;
  const lift = 2 * Math.exp(-0.5 * (half / corner.spread) ** 2) * corner.up;
  return [
    pull(13, 0, 0.45 * lift, 0.62 * half),
    pull(14, 0, 0.45 * lift, 0.62 * half),
    pull(61, -corner.out, -corner.up, corner.spread),
    pull(291, corner.out, -corner.up, corner.spread),
    pull(50, 0, -cheek.up, cheek.spread),
    pull(280, 0, -cheek.up, cheek.spread),
  ];
};

/** Turned faces smile less. */
const smileShare = ({ pose }: SeenFace): number => 1 - 0.5 * clamp((Math.abs(pose.yaw) - 0.2) / 0.4, 0, 1);

export const createHead = (face: SeenFace, frame: FaceFrame): Head => {
  const depth = headDepth(face.points, frame);
  const { oval } = depth;
  const chin = onFace(frame, face.points[152] as SeenPoint);
  // A head turns about the top of the neck.
  const pivot = { across: chin.across, down: chin.down + 0.1 * frame.height };
  const pulls = face.motions.smile === true ? pullsOf(frame, face.points, smileShare(face)) : [];
  const turns = face.motions.turn === true;
  const radius = (across: number, down: number): number => {
    const right = (across - oval.across) / oval.wide;
    const low = (down - oval.down) / oval.tall;
    return Math.sqrt(right * right + low * low);
  };
  return {
    frame,
    radius,
    push: ({ yaw, pitch, roll, smile }, across, down, away, into) => {
      if (turns) {
        const near = depth.at(across, down);
        const hold = ease(clamp((ends - away) / (ends - whole), 0, 1));
        into.across -= hold * (yaw * near - roll * (down - pivot.down));
        into.down -= hold * (pitch * near + roll * (across - pivot.across));
      }
      if (smile === 0) return;
      for (const pull of pulls) {
        const aside = (across - pull.across) / pull.spread;
        const under = (down - pull.down) / pull.spread;
        const far = aside * aside + under * under;
        if (far > farthest) continue;
        const share = smile * Math.exp(-0.5 * far);
        into.across -= share * pull.right;
        into.down -= share * pull.low;
      }
    },
  };
};

/** The share of this head in moving a position; between two heads, the nearer one moves it. */
const shareOf = (heads: readonly Head[], index: number, radius: number, x: number, y: number): number => {
  let share = 1;
  for (let other = 0; other < heads.length; other += 1) {
    if (other === index) continue;
    const { frame, radius: radiusOf } = heads[other] as Head;
    const right = x - frame.x;
    const low = y - frame.y;
    const away = radiusOf(frame.cos * right + frame.sin * low, frame.cos * low - frame.sin * right);
    share *= ease(clamp((away - radius) / 0.6 + 0.5, 0, 1));
  }
  return share;
};

/** Moves all heads at once. */
export const warpHeads = (heads: readonly Head[], moments: readonly FaceMoment[]): PhotoWarp => {
  const into = { across: 0, down: 0 };
  return (place) => {
    const { x, y } = place;
    let movedX = 0;
    let movedY = 0;
    for (let i = 0; i < heads.length; i += 1) {
      const { frame, radius, push } = heads[i] as Head;
      const { cos, sin } = frame;
      const right = x - frame.x;
      const low = y - frame.y;
      const across = cos * right + sin * low;
      const down = cos * low - sin * right;
      const away = radius(across, down);
      if (away >= ends) continue;
      const share = heads.length === 1 ? 1 : shareOf(heads, i, away, x, y);
      if (share === 0) continue;
      into.across = 0;
      into.down = 0;
      push(moments[i] as FaceMoment, across, down, away, into);
      movedX += share * (cos * into.across - sin * into.down);
      movedY += share * (sin * into.across + cos * into.down);
    }
    place.x += movedX;
    place.y += movedY;
  };
};
