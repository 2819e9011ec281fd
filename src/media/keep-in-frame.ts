import { headBox } from './analysis/head-box.ts';
import type { Box, PhotoAnalysis } from './analysis/types.ts';
import type { Region } from './texture.ts';

/** What a crop needs to know about a photo. */
export type FrameContents = Pick<PhotoAnalysis, 'width' | 'height' | 'faces' | 'people' | 'subject'>;

/** The visible part of a photo. `filled`: it has a different aspect ratio than requested, and blur fills the rest. */
export type Crop = Region & { readonly filled: boolean };

type Span = readonly [start: number, end: number];

/** Faces smaller than this share of the largest are bystanders and don't count. */
const passerBy = 0.35;

/** Free space next to a head where the photo continues, as a share of the crop's length. */
const margin = 0.03;

/** If a crop could show less than this share of an object, or of the width of people, all of it is shown on blur. */
const enough = { thing: 0.6, bodies: 0.6, people: 0.4 } as const;

/** Vertical position of a head's centre in a crop that cuts off its body, as a share of the crop's height. */
const eyeLine = 0.36;

const hull = (spans: readonly Span[]): Span | null =>
  spans.length === 0
    ? null
    : [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];

const lengthOf = (span: Span | null): number => (span === null ? 0 : span[1] - span[0]);

/** What matters along one axis of the photo, most important first. */
const spansAlong = ({ width, height, faces, people, subject }: FrameContents, axis: 0 | 1) => {
  const room = axis === 0 ? width : height;
  const span = ([x, y, wide, tall]: Box): Span => {
    const [start, length] = axis === 0 ? [x, wide] : [y, tall];
    return [Math.max(0, start), Math.min(room, start + length)];
  };
  const least = passerBy * Math.max(0, ...faces.map(({ box }) => box[3]));
  const counts = (face: number | null) => face === null || (faces[face]?.box[3] ?? 0) >= least;
  const whole = subject && span(subject.box);
  const heads = (share: number) =>
    hull(faces.filter((_, face) => counts(face)).map(({ box }) => span(headBox(box, share))));
  return {
    /** Heads without the tips of the hair. */
    faces: heads(0.5),
    heads: heads(1),
    people: hull(people.filter(({ face }) => counts(face)).map(({ box }) => span(box))),
    // A subject that spans the whole axis is already cut by the photo's edges.
    subject: whole === null || lengthOf(whole) > 0.97 * room ? null : whole,
    thing: subject?.kind === 'thing',
  };
};

type Spans = ReturnType<typeof spansAlong>;

/** What must be fully visible but does not fit into a crop of this length. Null where everything fits. */
const tooLong = (
  { faces, heads, people, subject, thing }: Spans,
  length: number,
  axis: 0 | 1,
): Span | null => {
  if (lengthOf(faces) > length) return hull([heads, people].filter((span) => span !== null));
  const shown = heads === null ? enough.bodies : enough.people;
  if (axis === 0 && lengthOf(people) * shown > length) return people;
  return thing && people === null && lengthOf(subject) * enough.thing > length ? subject : null;
};

/** Where along an axis the crop starts. It contains as much of each span as possible; earlier spans take priority. */
const startOf = (length: number, room: number, spans: readonly (Span | null)[], ideal: number): number => {
  let [low, high] = [0, room - length];
  const within = (value: number) => Math.min(high, Math.max(low, value));
  for (const span of spans) {
    if (span === null) continue;
    const ends = [span[1] - length, span[0]] as const;
    [low, high] = [within(Math.min(...ends)), within(Math.max(...ends))];
  }
  return within(ideal);
};

const padded = (span: Span | null, by: number, room: number): Span | null =>
  span && [Math.max(0, span[0] - by), Math.min(room, span[1] + by)];

/** Preferred start of the crop if there were no constraints. */
const idealOf = (
  { heads, people, subject }: Spans,
  length: number,
  axis: 0 | 1,
  otherwise: number,
): number => {
  const main = heads ?? people ?? subject;
  if (main === null) return otherwise - length / 2;
  const middle = (main[0] + main[1]) / 2;
  if (axis === 0) return middle - length / 2;
  if (heads !== null) return middle - eyeLine * length;
  return people === null ? middle - length / 2 : people[0] - 0.06 * length;
};

/**
 * The part of a photo to show in a frame of this aspect ratio (width to height): as large as possible, containing all
 * heads, then people, then the subject. Without any of these it is centred on `otherwise` (shares of the photo's
 * sides).
 */
export const keepInFrame = (seen: FrameContents, shape: number, otherwise = { x: 0.5, y: 0.5 }): Crop => {
  const { width, height } = seen;
  const axis = width > height * shape ? 0 : 1;
  const room = axis === 0 ? width : height;
  const spans = spansAlong(seen, axis);
  const fitting = Math.min(room, axis === 0 ? height * shape : width / shape);
  const needed = tooLong(spans, fitting, axis);
  const length = needed === null ? fitting : Math.min(room, lengthOf(needed) * (1 + 2 * margin));
  const heads = padded(spans.heads, margin * length, room);
  const ideal = idealOf(spans, length, axis, room * (axis === 0 ? otherwise.x : otherwise.y));
  const start = startOf(length, room, [needed, spans.faces, heads, spans.people, spans.subject], ideal);
  const part =
    axis === 0
      ? { left: start, top: 0, width: length, height }
      : { left: 0, top: start, width, height: length };
  return { ...part, filled: needed !== null };
};
