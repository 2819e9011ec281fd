import type { SeenFace, Point as SeenPoint } from '../../../media/analysis/types.ts';
import { clamp, ease } from '../wave.ts';
import { type FaceFrame, onFace, type Pushed, winkerOf } from './face-frame.ts';
import type { FaceMoment } from './face-timeline.ts';
import { ends, headDepth, whole } from './head-depth.ts';
import { createSmile } from './smile-warp.ts';

/** Maps a position of the photo to its source position, in place. In photo pixels. */
export type PhotoWarp = (place: { x: number; y: number }) => void;

/** A face that can move: its coordinate system and its displacement at a moment. */
export type HeadShape = {
  readonly frame: FaceFrame;
  /** Distance of a position from the head's middle; 1 on its outline. */
  readonly radius: (across: number, down: number) => number;
  /** Adds the offset between a position and its source, in photo pixels in the face's coordinate system. */
  readonly push: (moment: FaceMoment, across: number, down: number, radius: number, into: Pushed) => void;
};

/** In face widths: how far the cheeks go up in a smile of strength 1. */
const cheek = { up: 0.022, out: 0.004, spread: 0.125 } as const;

/** In face widths: how far the brow comes down and the cheek and the corner of the mouth go up in a wink. */
const wink = { brow: 0.018, cheek: 0.036, corner: 0.026, spread: 0.1 } as const;

/** In face widths: how far the brows settle in a blink. */
const settle = { down: 0.009, spread: 0.042 } as const;

/** Points of each side that move in a wink. */
const winking = {
  right: { brow: [52, 65], cheek: 50, corner: 61 },
  left: { brow: [282, 295], cheek: 280, corner: 291 },
} as const;

/** Squared distance, in spreads, beyond which a pull has no effect. */
const farthest = 12;

type Pull = Readonly<Pushed> & { readonly right: number; readonly low: number; readonly spread: number };

const pullAt =
  (frame: FaceFrame, points: readonly SeenPoint[]) =>
  (index: number, right: number, low: number, spread: number): Pull => ({
    ...onFace(frame, points[index] as SeenPoint),
    right: right * frame.width,
    low: low * frame.width,
    spread: spread * frame.width,
  });

const cheekPulls = (frame: FaceFrame, points: readonly SeenPoint[]): readonly Pull[] =>
  [50, 280].map((index) =>
    pullAt(frame, points)(index, index === 50 ? -cheek.out : cheek.out, -cheek.up, cheek.spread),
  );

const blinkPulls = (frame: FaceFrame, points: readonly SeenPoint[]): readonly Pull[] =>
  [65, 295].map((index) => pullAt(frame, points)(index, 0, settle.down, settle.spread));

const winkPulls = (frame: FaceFrame, { points, eyes }: SeenFace): readonly Pull[] => {
  const pull = pullAt(frame, points);
  const side = winking[winkerOf(eyes)];
  return [
    ...side.brow.map((index) => pull(index, 0, 0.6 * wink.brow, wink.spread)),
    pull(side.cheek, 0, -wink.cheek, wink.spread),
    pull(side.corner, 0, -wink.corner, wink.spread),
  ];
};

const pushBy = (pulls: readonly Pull[], strength: number, across: number, down: number, into: Pushed) => {
  for (const pull of pulls) {
    const aside = (across - pull.across) / pull.spread;
    const under = (down - pull.down) / pull.spread;
    const far = aside * aside + under * under;
    if (far > farthest) continue;
    const share = strength * Math.exp(-0.5 * far);
    into.across -= share * pull.right;
    into.down -= share * pull.low;
  }
};

export const createHead = (face: SeenFace, frame: FaceFrame): HeadShape => {
  const depth = headDepth(face.points, frame);
  const { oval } = depth;
  const chin = onFace(frame, face.points[152] as SeenPoint);
  // A head turns about the top of the neck.
  const pivot = { across: chin.across, down: chin.down + 0.1 * frame.height };
  const smiles = face.motions.smile === true ? createSmile(frame, face) : null;
  const cheeks = cheekPulls(frame, face.points);
  const blinks = face.motions.blink === true ? blinkPulls(frame, face.points) : [];
  const winks = face.motions.wink === true ? winkPulls(frame, face) : [];
  const turns = face.motions.turn === true;
  const radius = (across: number, down: number): number => {
    const right = (across - oval.across) / oval.wide;
    const low = (down - oval.down) / oval.tall;
    return Math.sqrt(right * right + low * low);
  };
  return {
    frame,
    radius,
    push: ({ yaw, pitch, roll, blink, smile, wink }, across, down, away, into) => {
      if (turns && (yaw !== 0 || pitch !== 0 || roll !== 0)) {
        const hold = ease(clamp((ends - away) / (ends - whole), 0, 1));
        // What is seen here was somewhere else: what counts is how near that is.
        const here = hold * depth.at(across, down);
        const near = here === 0 ? 0 : depth.at(across - yaw * here, down - pitch * here);
        into.across -= hold * (yaw * near - roll * (down - pivot.down));
        into.down -= hold * (pitch * near + roll * (across - pivot.across));
      }
      // The mouth turns with the head, so it is where the turn leads to.
      const [right, low] = [across + into.across, down + into.down];
      if (smile !== 0 && smiles !== null) {
        smiles(smile, right, low, into);
        pushBy(cheeks, smile, right, low, into);
      }
      if (blink > 0) pushBy(blinks, blink, right, low, into);
      if (wink > 0) pushBy(winks, wink, right, low, into);
    },
  };
};

/** The share of this head in moving a position; between two heads, the nearer one moves it. */
const shareOf = (
  heads: readonly HeadShape[],
  index: number,
  radius: number,
  x: number,
  y: number,
): number => {
  let share = 1;
  for (let other = 0; other < heads.length; other += 1) {
    if (other === index) continue;
    const { frame, radius: radiusOf } = heads[other] as HeadShape;
    const right = x - frame.x;
    const low = y - frame.y;
    const away = radiusOf(frame.cos * right + frame.sin * low, frame.cos * low - frame.sin * right);
    share *= ease(clamp((away - radius) / 0.6 + 0.5, 0, 1));
  }
  return share;
};

/** Moves all heads at once. */
export const warpHeads = (heads: readonly HeadShape[], moments: readonly FaceMoment[]): PhotoWarp => {
  const into = { across: 0, down: 0 };
  return (place) => {
    const { x, y } = place;
    let movedX = 0;
    let movedY = 0;
    for (let i = 0; i < heads.length; i += 1) {
      const { frame, radius, push } = heads[i] as HeadShape;
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
