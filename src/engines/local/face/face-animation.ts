import type { FaceAct } from '../../../core/shot.ts';
import type { SeenFace } from '../../../media/analysis/types.ts';
import type { Lens } from '../lens.ts';
import type { RenderInput } from '../render-input.ts';
import type { Window } from '../window.ts';
import { type FaceFrame, frameOf, winkerOf } from './face-frame.ts';
import { createTimeline, type FaceMoment } from './face-timeline.ts';
import { createHead, warpHeads } from './head-warp.ts';
import { blinkLids, createLids, isOpen, type LidMoment } from './lids.ts';
import { createMouth } from './mouth.ts';
import { type PatchCanvas, paintPatch } from './patch.ts';
import { closingIn } from './smile-warp.ts';

/** Minimum face width in clip pixels; a smaller face only jitters when it moves. */
const leastWidth = 40;

/** A face narrower than this many clip pixels turns further, up to `most` times, so that its motion is seen. */
const livelier = { width: 140, most: 1.5 } as const;

/** A lid is redrawn only when it moves by at least this share of the eye's opening. */
const leastChange = 0.004;

/** How far a smile of strength 1 narrows the eyes, as shares of their opening. */
const squint = { upper: 0.035, lower: 0.12 } as const;

/** From this strength on, a smile closes an open mouth as far as it ever does. */
const fullSmile = 2;

/** How far down the eye the lids meet in a wink. */
const meeting = 0.78;

type Animated = {
  readonly face: SeenFace;
  readonly frame: FaceFrame;
  readonly at: (frame: number) => FaceMoment;
};

/** The animated faces of a photo. */
export type Faces = {
  /** The lens that moves the heads to their pose at a frame. Its points are in frame widths. */
  readonly bend: (frame: number, window: Window) => Lens;
  /** Draws lids and mouths into the texture for a frame. */
  readonly painter: (canvas: PatchCanvas) => (frame: number) => void;
};

const lidMoment = (moment: FaceMoment, winks: boolean, smiles: boolean, blinks: boolean): LidMoment => {
  const blink = blinkLids(blinks ? moment.blink : 0);
  const wink = winks ? moment.wink : 0;
  const tight = smiles ? Math.min(2, moment.smile) * (1 - Math.max(blink.upper + blink.lower, wink)) : 0;
  return {
    upper: blink.upper + meeting * wink + squint.upper * tight,
    lower: blink.lower + (1 - meeting) * wink + squint.lower * tight,
  };
};

const painterOf = ({ face, frame, at }: Animated, canvas: PatchCanvas, act: FaceAct) => {
  const { motions, eyes } = face;
  const winking = act.wink && motions.wink === true ? winkerOf(eyes) : null;
  const parts: ((moment: FaceMoment) => void)[] = [];
  const sides = (['left', 'right'] as const).filter(
    (side) => (motions.blink === true || winking === side) && isOpen(eyes[side]),
  );
  for (const side of sides) {
    const lids = createLids(canvas, face, side);
    let before = { upper: 0, lower: 0 };
    parts.push((moment) => {
      const lid = lidMoment(moment, winking === side, motions.smile === true, motions.blink === true);
      if (Math.abs(lid.upper - before.upper) + Math.abs(lid.lower - before.lower) < leastChange) return;
      paintPatch(canvas, lids.bounds, lid.upper + lid.lower > 0 ? lids.brush(lid) : null, lids.ink);
      before = lid;
    });
  }
  const talks = act.talk > 0 && motions.talk === true;
  const closes = !talks && act.smile > 0 && motions.smile === true ? closingIn(face) : 0;
  if (talks || closes > 0) {
    const mouth = createMouth(canvas, face, frame);
    let before = 0;
    parts.push((moment) => {
      const open = talks ? moment.mouth : -closes * Math.min(1, moment.smile / fullSmile);
      if (Math.abs(open) > 0.01 || Math.abs(before) > 0.01)
        paintPatch(canvas, mouth.bounds, Math.abs(open) > 0.01 ? mouth.brush(open) : null, mouth.ink);
      before = open;
    });
  }
  return (shown: number): void => {
    const moment = at(shown);
    for (const part of parts) part(moment);
  };
};

/**
 * Animates the faces of a photo; null when none can move. `scale` is the number of photo pixels per clip pixel. A
 * face with a `lead` follows it instead of its own timeline.
 */
export const createFaces = (
  faces: readonly SeenFace[],
  { recipe, seed, fps, frames }: RenderInput,
  scale: number,
  loudness: Float32Array | null,
  lead: (index: number) => ((frame: number) => FaceMoment) | null = () => null,
): Faces | null => {
  const { face: act, loop } = recipe;
  // Recipes from older versions have no `face`.
  if (!act) return null;
  const moving = faces
    .map((face, index) => ({ face, index, frame: frameOf(face) }))
    .filter(({ frame }) => frame.width >= leastWidth * scale)
    .map(({ face, index, frame }): Animated => {
      const own = seed + Math.imul(index, 0x9e3779b1);
      const small = Math.sqrt((livelier.width * scale) / frame.width);
      const turn = act.turn * Math.min(livelier.most, Math.max(1, small));
      const times = { act: { ...act, turn }, seed: own, seconds: frames / fps, fps, loop, loudness };
      return { face, frame, at: lead(index) ?? createTimeline(times) };
    });
  if (moving.length === 0) return null;
  const heads = moving.map(({ face, frame }) => createHead(face, frame));
  const place = { x: 0, y: 0 };
  return {
    bend: (frame, window) => {
      const warp = warpHeads(
        heads,
        moving.map(({ at }) => at(frame)),
      );
      return (points) => {
        for (let i = 0; i < points.length; i += 2) {
          place.x = window.x + (points[i] as number) * window.scale;
          place.y = window.y + (points[i + 1] as number) * window.scale;
          warp(place);
          points[i] = (place.x - window.x) / window.scale;
          points[i + 1] = (place.y - window.y) / window.scale;
        }
      };
    },
    painter: (canvas) => {
      const painters = moving.map((animated) => painterOf(animated, canvas, act));
      return (frame) => {
        for (const paint of painters) paint(frame);
      };
    },
  };
};
