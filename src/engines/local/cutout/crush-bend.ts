import { cosine, sine } from '../wave.ts';
import { bell, type CutoutKind, type CutoutSubject, smooth } from './bend.ts';
import { createCrumple } from './crumple.ts';
import { across, sagging, topsOf } from './round-top.ts';

/**
 * Pressure of the hand by the clip's progress (0 to 1): a dip, closed after a quarter, released after a half,
 * then ringing out.
 */
const pressure = (share: number): number => {
  const time = 4 * share;
  if (time < 0.25) return -0.1 * smooth(time / 0.25);
  if (time < 1.1) return -0.1 + 1.1 * smooth((time - 0.25) / 0.85);
  if (time < 2.3) return 1 + 0.03 * sine(time * 1.5);
  const free = time - 2.3;
  const fade = 1 / (1 + 0.8 * free) ** 4;
  return cosine((9.5 * free) / (2 * Math.PI)) * fade * (1 - smooth((free - 1.2) / 0.5));
};

/** How far down a squashed subject's own pixels go at a place, so that a top that the photo cuts off gets round. */
const createTop = ({ stage, cover, box }: CutoutSubject) => {
  const tops = topsOf(cover, Math.ceil(stage.width / across) + 2, box);
  const { sag, radius } = sagging(tops);
  return (x: number, y: number): number => {
    const column = Math.min(tops.length - 1.001, Math.max(0, x / across));
    const [whole, rest] = [Math.floor(column), column - Math.floor(column)];
    const much = (sag[whole] as number) * (1 - rest) + (sag[whole + 1] as number) * rest;
    return much * (1 - smooth((y - (tops[whole] as number)) / Math.max(1, 2.5 * radius)));
  };
};

/**
 * Squashes the subject from above, as a hand would press down on a can: they get short and wide, buckle to
 * the sides and crumple.
 */
const squash = (subject: CutoutSubject): ReturnType<CutoutKind> => {
  const { stage, box, cut, seconds, strength, random } = subject;
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const height = bottom - top;
  const middle = left + wide / 2;
  const flat = Math.min(0.58, 0.42 * strength);
  const crumple = createCrumple(subject);
  const topAt = createTop(subject);
  const side = Math.min(wide, tall);
  const turn = random();
  // Nobody grows beyond the frame when they spring back.
  const room = Math.min(0.12, Math.max(0, (0.8 * top) / height));
  return (time) => {
    const press = pressure(time / seconds);
    const low = press > 0 ? 1 - flat * press : 1 + Math.min(room, -0.8 * flat * press);
    const much = Math.max(0, press) * Math.min(1.3, strength);
    return (place) => {
      const up = (bottom - place.y) / low / height;
      const belly = Math.max(0, 4 * up * (1 - up));
      const broad = 1 + flat * press * (0.36 + 0.55 * belly);
      const buckle = 0.05 * side * much * belly * sine(turn + 1.6 * up);
      const round = (place.x - middle) / (0.5 * wide * broad);
      const x = middle + (place.x - middle - buckle) / broad;
      const y = bottom - up * height;
      const { high, light } = crumple(x, y);
      place.x = x + 0.014 * side * much * high;
      place.y = y + 0.03 * side * much * high - smooth(6 * press) * topAt(x, y);
      place.gain =
        256 *
        (Math.max(0, press) * 0.1 * (belly * (1 - round * round) - 0.4) +
          much * Math.min(0.26, Math.max(-0.3, 0.15 * light)));
    };
  };
};

/** Squeezes the subject in the middle as by a hand, with folds where it gives way. */
const squeeze = (subject: CutoutSubject): ReturnType<CutoutKind> => {
  const { stage, box, cut, cover, seconds, strength } = subject;
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const height = bottom - top;
  const grip = top + 0.5 * height;
  const lines = new Float64Array(Math.ceil(stage.height) + 1).fill(left + wide / 2);
  for (let y = 0; y < lines.length; y += 1) {
    const row = Math.min(cover.height - 1, Math.floor(y * cover.scale));
    let [sum, count] = [0, 0];
    for (let x = 0; x < cover.width; x += 1) {
      const share = cover.values[row * cover.width + x] as number;
      sum += share * x;
      count += share;
    }
    if (count > 1) lines[y] = sum / count / cover.scale;
  }
  const reach = Math.round(0.12 * height);
  const sums = new Float64Array(lines.length + 1);
  for (let y = 0; y < lines.length; y += 1) sums[y + 1] = (sums[y] as number) + (lines[y] as number);
  const middleAt = (y: number): number => {
    const row = Math.min(lines.length - 1, Math.max(0, Math.round(y)));
    const [from, to] = [Math.max(0, row - reach), Math.min(lines.length, row + reach + 1)];
    return ((sums[to] as number) - (sums[from] as number)) / (to - from);
  };
  const room = Math.min(0.16, Math.max(0, (0.9 * top) / height));
  const crumple = createCrumple(subject);
  const side = Math.min(wide, tall);
  const hard = Math.min(0.72, 0.5 * strength);
  return (time) => {
    const press = pressure(time / seconds);
    const taller = 1 + room * press;
    return (place) => {
      const y = bottom + (place.y - bottom) / taller;
      const hold = bell((y - grip) / (0.24 * height));
      const middle = middleAt(y);
      const x = middle + (place.x - middle) / (1 - hard * press * hold);
      const much = Math.max(0, press) * (0.25 + 0.9 * hold) * Math.min(1.3, strength);
      const { high, light } = crumple(x, y);
      place.x = x + 0.014 * side * much * high;
      place.y = y + 0.03 * side * much * high;
      place.gain = 256 * much * Math.min(0.26, Math.max(-0.3, 0.15 * light));
    };
  };
};

/** Things taller than this, in widths, are squeezed: they fit into a fist. */
const slim = 2.2;

/** Crushes the subject as a hand would: slim things in the middle, anybody and anything else from above. It then springs back. */
export const crush: CutoutKind = (subject) => {
  const { faces, box } = subject;
  return (faces.length === 0 && box[3] > slim * box[2] ? squeeze : squash)(subject);
};
