import { headBox } from './analysis/head-box.ts';
import type { Box, PhotoAnalysis } from './analysis/types.ts';
import type { Region } from './texture.ts';

/** What a crop must know of a photo. */
export type Seen = Pick<PhotoAnalysis, 'width' | 'height' | 'faces' | 'people' | 'subject'>;

/** The part of a photo that is shown. `filled`: it has another shape than was asked for, and blur fills what it leaves. */
export type Crop = Region & { readonly filled: boolean };

type Span = readonly [start: number, end: number];

/** Faces smaller than this share of the largest are passers-by. */
const passerBy = 0.35;

/** Share of the part's length that stays free beside a head, where the photo goes on. */
const margin = 0.03;

/** Where less than this can be shown of a thing, or of the breadth of people, all of it is shown on blur. */
const enough = { thing: 0.6, bodies: 0.6, people: 0.4 } as const;

/** A head's middle stands this far down a part that cuts its body off. */
const eyeLine = 0.36;

const hull = (spans: readonly Span[]): Span | null =>
  spans.length === 0
    ? null
    : [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];

const lengthOf = (span: Span | null): number => (span === null ? 0 : span[1] - span[0]);

/** What matters along one side of the photo, most important first. */
const spansAlong = ({ width, height, faces, people, subject }: Seen, axis: 0 | 1) => {
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
    /** All but the tips of the hair. */
    faces: heads(0.5),
    heads: heads(1),
    people: hull(people.filter(({ face }) => counts(face)).map(({ box }) => span(box))),
    // What runs from end to end is cut already.
    subject: whole === null || lengthOf(whole) > 0.97 * room ? null : whole,
    thing: subject?.kind === 'thing',
  };
};

type Spans = ReturnType<typeof spansAlong>;

/** What must be seen whole but has no room in a part of this length; null where all that must be seen fits. */
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

/** Where along a side the part begins: it holds all it can of each span, the first ones counting most. */
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

/** Where the part would best begin, were nothing in its way. */
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
 * The part of a photo that a frame of this shape (width to height) shows: as large as it can be, with all heads, then people,
 * then the subject in it. Where nobody and nothing stands out, it lies around `otherwise` (shares of the photo's sides).
 */
export const keepInFrame = (seen: Seen, shape: number, otherwise = { x: 0.5, y: 0.5 }): Crop => {
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
