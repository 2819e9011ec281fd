import { cosine, sine } from '../wave.ts';
import { bell, type CutoutKind, type CutoutSubject, smooth } from './bend.ts';

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

/**
 * Squashes people from above, face and all, as a hand would press down on a rubber figure: they get short and wide,
 * widest in the middle.
 */
const squash = ({ stage, box, cut, seconds, strength }: CutoutSubject): ReturnType<CutoutKind> => {
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const height = bottom - top;
  const middle = left + wide / 2;
  const flat = Math.min(0.58, 0.42 * strength);
  // Nobody grows beyond the frame when they spring back.
  const room = Math.min(0.12, Math.max(0, (0.8 * top) / height));
  return (time) => {
    const press = pressure(time / seconds);
    const low = press > 0 ? 1 - flat * press : 1 + Math.min(room, -0.8 * flat * press);
    return (place) => {
      const up = (bottom - place.y) / low / height;
      const belly = Math.max(0, 4 * up * (1 - up));
      const broad = 1 + flat * press * (0.35 + 0.6 * belly);
      const side = (place.x - middle) / (0.5 * wide * broad);
      place.x = middle + (place.x - middle) / broad;
      place.y = bottom - up * height;
      place.gain = 256 * Math.max(0, press) * 0.1 * (belly * (1 - side * side) - 0.4);
    };
  };
};

/** Squeezes the subject in the middle as by a hand, with folds where it gives way. */
const squeeze = ({
  stage,
  box,
  cut,
  cover,
  seconds,
  strength,
  random,
}: CutoutSubject): ReturnType<CutoutKind> => {
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
  const phase = random();
  const hard = Math.min(0.72, 0.5 * strength);
  return (time) => {
    const press = pressure(time / seconds);
    const taller = 1 + room * press;
    return (place) => {
      const y = bottom + (place.y - bottom) / taller;
      const hold = bell((y - grip) / (0.24 * height));
      const middle = middleAt(y);
      const x = middle + (place.x - middle) / (1 - hard * press * hold);
      const side = (x - middle) / (0.16 * height);
      const slant = side / Math.sqrt(1 + side * side);
      const fold = y / (0.124 * height) + phase + 0.35 * slant;
      const much = Math.max(0, press) * hold * Math.min(1.3, strength);
      place.x = x;
      place.y = y + 0.008 * height * much * sine(fold);
      place.gain = 256 * 0.03 * much * cosine(fold);
    };
  };
};

/** Crushes the subject as a hand would: people from above, anything else in the middle. It then springs back. */
export const crush: CutoutKind = (subject) => (subject.faces.length > 0 ? squash : squeeze)(subject);
