import type { Size } from '../../../core/shot.ts';
import type { PhotoAnalysis, SeenFace } from '../../../media/analysis/types.ts';
import type { Pixels } from '../../../media/texture.ts';
import { frameOf } from '../face/face-frame.ts';
import { clamp } from '../wave.ts';
import type { Sitter } from './person.ts';
import type { Raised } from './touch.ts';

/** One face of a photo. */
export type Chosen = { readonly photo: Pixels; readonly seen: PhotoAnalysis; readonly face: number };

/** Two people before they are cut out, the left one first. Their faces meet at `level`, a share of the frame. */
export type PairPlacement = {
  readonly people: readonly [Sitter, Sitter];
  readonly level: number;
  /** Whether the frame hides the edges of their photos. */
  readonly hidden: boolean;
  /** Which of them, 0 or 1, has the photo that shows less around the face. */
  readonly tighter: 0 | 1;
};

const faceIn = ({ seen, face }: Pick<Chosen, 'seen' | 'face'>): SeenFace => seen.faces[face] as SeenFace;

/** How far a face looks to the right: the offset of the nose from its middle, in face widths. */
const nose = (chosen: Chosen): number => Math.sin(faceIn(chosen).pose.yaw) / 1.3;

/** A person who looks at least this far away from the other one is mirrored. */
const away = 0.1;

/** Seats two people, the left one first. One who looks away from the other is mirrored, except in a shared photo. */
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

/** Face heights from the middle of a face down to the lower edge of the photo. */
const below = (chosen: Chosen): number => {
  const { y, height } = frameOf(faceIn(chosen));
  return (chosen.seen.height - y) / height - 0.12;
};

/** Face heights from the middle of a face up to where the photo cuts the head off; `whole` when it doesn't. */
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

/** Face heights above the middle of a face that are enough for any hair. */
const whole = 9;

/** The largest face height, in pixels of a frame with height 720, at which two heads still fit. */
const closest = 470;

/** The same for a close-up, when a photo already cuts off the top of a head. */
const closeUp = 560;

/** The largest size ratio that two faces of a single photo may keep. */
const unlike = 1.2;

/**
 * Chooses the size and the level of two people so that the frame hides the edges of their photos. Below the lower one, bodies
 * may go on instead.
 */
export const placePair = (
  { width, height }: Size,
  pair: ReturnType<typeof seat>,
  { upper, raise }: Raised,
  deepened = false,
): PairPlacement => {
  const unit = Math.min(height, 0.78 * width) / 720;
  const ups = [0, 1].map((index) => (upper === index ? 0.5 : -0.5) * raise);
  const lows = pair.map((chosen, index) => below(chosen) - (ups[index] as number));
  const needs = pair.map((chosen, index) => {
    const [low, high] = [lows[index] as number, above(chosen) + (ups[index] as number)];
    return (level: number): number =>
      Math.max(
        deepened ? 0 : (height * (1 - level) + 40 * unit) / Math.max(0.1, low),
        (height * level + 14 * unit) / Math.max(0.1, high),
      );
  });
  const need = (level: number): number => Math.max(...needs.map((one) => one(level)));
  const last = height > width ? 0.64 : 0.585;
  const levels = Array.from({ length: 33 }, (_, i) => 0.4 + ((last - 0.4) * i) / 32);
  const usual = deepened ? undefined : levels.find((at) => at >= 0.46 && need(at) <= 310 * unit);
  const fits = levels.filter((at) => need(at) <= closest * unit);
  const level =
    usual ??
    (deepened ? fits.at(-1) : undefined) ??
    levels.reduce((best, at) => (need(at) < need(best) ? at : best));
  const cut = Math.min(...pair.map(above)) < whole;
  const tall = deepened ? closest * unit : Math.max(need(level), 255 * unit);
  const most = (cut ? closeUp : closest) * unit;
  const hidden = need(level) <= most;
  const [one, other] = pair.map((chosen) => frameOf(faceIn(chosen)).height) as [number, number];
  const same = pair[0].photo === pair[1].photo;
  const ratio = same ? Math.sqrt(clamp(one / other, 1 / unlike, unlike)) : 1;
  const [first, second] = needs.map((one) => Math.min(...levels.map(one))) as [number, number];
  const [left, right] = pair;
  const deeper = lows.map((low) =>
    deepened ? Math.max(0, height * (1 - level) + 60 * unit - low * tall) : 0,
  ) as [number, number];
  return {
    level,
    hidden,
    tighter: first > second ? 0 : 1,
    people: [
      { ...left, scale: (tall * ratio) / one, deeper: deeper[0] },
      { ...right, scale: tall / ratio / other, deeper: deeper[1] },
    ],
  };
};
