import type { PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { headBox } from '../analysis/head-box.ts';
import type { Box, SeenFace } from '../analysis/types.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import { analyseFrame, firstFrame } from './aim.ts';
import type { KnownClip } from './other-clips.ts';
import { freeHeights, sizeOfText, type TextStep } from './overlay-text.ts';
import { type ClipFormat, changeOf } from './picture-steps.ts';

const isText = (step: PostStep): step is TextStep => step.kind === 'title' || step.kind === 'caption';

/** Free space between texts, as a share of the frame's height. */
const gap = 0.02;

/** Faces move: the camera comes closer, and people turn their heads. */
const room = 0.06;

const overlap = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start));

/** How much of a text that begins at this share of the height would be on heads. */
const covered = (y: number, text: Size, frame: Size, heads: readonly Box[]): number =>
  heads.reduce((sum, [left, top, width, height]) => {
    const side = (frame.width - text.width) / 2;
    const across = overlap(side, side + text.width, left, left + width) / text.width;
    const [start, end] = [y * frame.height, y * frame.height + text.height];
    return sum + across * (overlap(start, end, top - room * height, top + (1 + room) * height) / text.height);
  }, 0);

/** Whether a text would be on top of another one. */
const collides = (y: number, tall: number, taken: readonly (readonly [number, number])[]): boolean =>
  taken.some(([from, to]) => overlap(y, y + tall, from - gap, to + gap) > 0);

/** Tried from one edge to the other, in steps of the frame's height. */
const stride = 0.02;

/** Below this share of itself, text looks as if it were beside a head. */
const negligible = 0.05;

/** Where texts begin so that they cover no head, or as little of one as possible. */
export const placeTexts = async (
  steps: readonly PostStep[],
  frame: Size,
  faces: readonly Pick<SeenFace, 'box'>[],
): Promise<readonly PostStep[]> => {
  const heads = faces.map(({ box }) => headBox(box, 0.5));
  const { top, bottom } = freeHeights(frame);
  const taken: (readonly [number, number])[] = [];
  const place = async (step: TextStep): Promise<TextStep> => {
    const text = await sizeOfText(step, frame);
    const tall = text.height / frame.height;
    const usual = step.kind === 'title' ? top : bottom - tall;
    const count = Math.max(0, Math.floor((bottom - tall - top) / stride));
    const others = Array.from({ length: count + 1 }, (_, at) => top + at * stride);
    const places = [usual, ...(step.kind === 'title' ? others : others.reverse())];
    const free = places.filter((y) => !collides(y, tall, taken));
    const best = free
      .map((y) => ({ y, cost: covered(y, text, frame, heads) }))
      .reduce((one, other) => (one.cost <= Math.max(negligible, other.cost + 0.01) ? one : other));
    taken.push([best.y, best.y + tall]);
    return best.y === usual ? step : { ...step, y: Number(best.y.toFixed(3)) };
  };
  const placed: PostStep[] = [];
  for (const step of steps) placed.push(isText(step) ? await place(step) : step);
  return placed;
};

/** Returns the steps with titles and captions where they cover no face. Throws the failures of `startEncoding`. */
export const aimTexts = async (
  encoder: EncoderChoice,
  steps: readonly PostStep[],
  clip: KnownClip,
  faceAnalysis: 'on' | 'off',
  signal: AbortSignal,
): Promise<readonly PostStep[]> => {
  const first = steps.findIndex(isText);
  if (first < 0 || faceAnalysis === 'off') return steps;
  let picture: ClipFormat = clip.facts;
  const filters: string[] = [];
  for (const step of steps.slice(0, first)) {
    const change = step.kind === 'reframe' ? changeOf(picture, step) : null;
    if (change === null) continue;
    picture = change.picture;
    filters.push(change.filters);
  }
  const { pixels, size } = await firstFrame(encoder, clip, signal, picture, filters);
  const { faces } = await analyseFrame(pixels, size, `${clip.path}.png`, faceAnalysis, signal);
  return faces.length === 0 ? steps : placeTexts(steps, size, faces);
};
