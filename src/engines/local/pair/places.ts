import type { Size } from '../../../core/shot.ts';
import type { PhotoAnalysis, SeenFace } from '../../../media/analysis/types.ts';
import type { Pixels } from '../../../media/texture.ts';
import { frameOf } from '../face/face-frame.ts';
import { clamp } from '../wave.ts';
import type { Sitter } from './person.ts';

/** How two people touch. */
export type Touch = 'hug' | 'lean' | 'cheek' | 'lips';

/** A face of a photo. */
export type Chosen = { readonly photo: Pixels; readonly seen: PhotoAnalysis; readonly face: number };

/** Two people before they are cut out, the left one first, and where their faces meet, as shares of the frame. */
export type Placement = {
  readonly people: readonly [Sitter, Sitter];
  readonly level: number;
  /** Whether the frame hides where their photos end. */
  readonly hidden: boolean;
};

const faceIn = ({ seen, face }: Pick<Chosen, 'seen' | 'face'>): SeenFace => seen.faces[face] as SeenFace;

/** How far a face looks to the right: its nose beside its middle, in widths of the face. */
const nose = (chosen: Chosen): number => Math.sin(faceIn(chosen).pose.yaw) / 1.3;

/** Who looks this far away from the other is mirrored. */
const away = 0.1;

/** The left person first; who looks away from the other is mirrored, but never within one photo. */
export const seat = (
  one: Chosen,
  other: Chosen,
): readonly [Chosen & { mirrored: boolean }, Chosen & { mirrored: boolean }] => {
  const same = one.photo === other.photo;
  const first = same ? frameOf(faceIn(one)).x <= frameOf(faceIn(other)).x : nose(one) >= nose(other);
  const [left, right] = first ? [one, other] : [other, one];
  return [
    { ...left, mirrored: !same && nose(left) < -away },
    { ...right, mirrored: !same && nose(right) > away },
  ];
};

/** Heights of a face from its middle down to where the photo ends. */
const below = (chosen: Chosen): number => {
  const { y, height } = frameOf(faceIn(chosen));
  return (chosen.seen.height - y) / height - 0.12;
};

/** Heights of a face from its middle up to where the photo cuts the head off; more than enough where it does not. */
const above = (chosen: Chosen): number => {
  const { mask } = chosen.seen;
  const { x, y, width, height } = frameOf(faceIn(chosen));
  if (mask === null) return whole;
  const column = (at: number) => Math.round(clamp((at / chosen.seen.width) * mask.width, 0, mask.width - 1));
  const crown = mask.data.subarray(
    2 * mask.width + column(x - 0.5 * width),
    2 * mask.width + column(x + 0.5 * width),
  );
  return crown.some((value) => value > 110) ? y / height + 0.12 : whole;
};

/** Heights of a face above its middle that are enough for any hair. */
const whole = 9;

/** Heights of a face by which each is raised at most when they touch. */
const raised = (touch: Touch): number => (touch === 'hug' ? 0.1 : 0.05);

/** Height of a face, of a frame of 720, beyond which heads that touch this way no longer fit. */
const closest: Readonly<Record<Touch, number>> = { hug: 430, lean: 430, cheek: 400, lips: 400 };

/** The same where a photo cuts off a crown anyway: a close-up. */
const closeUp = 520;

/** How much larger one face of a photo may stay than the other. */
const unlike = 1.2;

/** Says how large two people are shown so that the frame hides where their photos end. */
export const placePair = (
  { width, height }: Size,
  pair: ReturnType<typeof seat>,
  touch: Touch,
): Placement => {
  const unit = Math.min(height, 0.78 * width) / 720;
  const low = Math.min(...pair.map(below)) - raised(touch);
  const high = Math.min(...pair.map(above)) - raised(touch);
  const need = (level: number): number =>
    Math.max((height * (1 - level) + 28 * unit) / Math.max(0.1, low), (height * level) / Math.max(0.1, high));
  const last = height > width ? 0.64 : 0.585;
  const levels = Array.from({ length: 33 }, (_, i) => 0.4 + ((last - 0.4) * i) / 32);
  const usual = levels.find((at) => at >= 0.46 && need(at) <= 310 * unit);
  const level = usual ?? levels.reduce((best, at) => (need(at) < need(best) ? at : best));
  const cut = Math.min(...pair.map(above)) < whole;
  const hidden = need(level) <= (cut ? closeUp : closest[touch]) * unit;
  const tall = hidden ? Math.max(need(level), 255 * unit) : 330 * unit;
  const [one, other] = pair.map((chosen) => frameOf(faceIn(chosen)).height) as [number, number];
  const same = pair[0].photo === pair[1].photo;
  const ratio = same ? Math.sqrt(clamp(one / other, 1 / unlike, unlike)) : 1;
  const fade = hidden ? 0 : 130 * unit;
  const [left, right] = pair;
  return {
    level,
    hidden,
    people: [
      { ...left, side: 1, scale: (tall * ratio) / one, fade },
      { ...right, side: -1, scale: tall / ratio / other, fade },
    ],
  };
};
