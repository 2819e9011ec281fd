import type { Size } from '../../core/shot.ts';
import { box } from '../pixels/plane.ts';
import { type Component, componentsOf } from './components.ts';
import type { Guard } from './guard.ts';
import { findRidges, type Ridges } from './ridges.ts';

/** `gentle` leaves faces unchanged unless the print is clearly cracked; `full` always repairs fine cracks in them. */
export type Care = 'gentle' | 'full';

const median = (values: Float32Array, marked: (index: number) => boolean): number => {
  const counts = new Uint32Array(1024);
  let all = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (!marked(i)) continue;
    const level = Math.min(1023, Math.floor((values[i] as number) * 8));
    counts[level] = (counts[level] as number) + 1;
    all += 1;
  }
  let below = 0;
  for (let level = 0; level < counts.length; level += 1) {
    below += counts[level] as number;
    if (2 * below >= all) return level / 8;
  }
  return 0;
};

const share = ({ pixels }: Component, plane: Uint8Array): number => {
  let count = 0;
  for (const index of pixels) if (plane[index] !== 0) count += 1;
  return count / pixels.length;
};

/** Total length of nearby lines in a similar direction, relative to the line's own length. */
const peersOf = (one: Component, all: readonly Component[], reach: number): number => {
  let sum = 0;
  for (const other of all) {
    if (other === one) continue;
    const away = Math.max(Math.abs(other.x - one.x), Math.abs(other.y - one.y));
    const same = one.axis[0] * other.axis[0] + one.axis[1] * other.axis[1];
    if (away < reach && same > 0.86 && other.elongation > 1.8) sum += other.extent;
  }
  return sum / one.extent;
};

type Line = {
  readonly one: Component;
  readonly ratio: number;
  readonly rim: number;
  /** The share of its pixels that are far brighter than what is beside them. */
  readonly strong: number;
};

type Rules = {
  readonly side: number;
  readonly guard: Guard;
  readonly care: Care;
  readonly people: boolean;
  /** Whether the print is clearly cracked. */
  readonly broken: boolean;
};

/**
 * Tears begin at the rim: a print is broken when long lines come in from there without running along it, as a border
 * does. Clean photos stay under a third of this threshold, broken ones are above twice as much.
 */
const isBroken = (lines: readonly Line[], side: number): boolean =>
  lines.reduce((sum, { one, rim }) => sum + (rim > 0.1 && rim < 0.9 ? one.extent : 0), 0) > side;

/** Whether paper shines through: then a crack may also be short, or branch. */
const isGlaring = (ratio: number, strong: number): boolean => ratio > 6 && strong > 0.4;

/**
 * Whether a bright line has the shape of damage at all. `ratio` is its contrast relative to the dark lines around it.
 */
const isLine = ({ one, ratio, strong }: Line, side: number): boolean =>
  (one.elongation > 2.2 || one.extent > 0.12 * side || isGlaring(ratio, strong)) &&
  ratio >= 2.2 &&
  one.thick <= 0.012 * side + 3;

/** Whether a line is damage and not part of the picture. */
const isDamage = ({ one, ratio, rim, strong }: Line, peers: () => number, rules: Rules): boolean => {
  const { side, guard, care, people, broken } = rules;
  const { extent, pixels, thick } = one;
  if (share(one, guard.features) >= 0.25) return false;
  const person = share(one, guard.person) > 0.5 && rim < 0.5;
  // Clean photos have fine bright lines too: masts, rails, woven cloth, hair.
  if (!broken && care === 'gentle') return !person && people && extent >= 0.03 * side && ratio > 5.5;
  if (share(one, guard.face) > 0.25) return extent >= 0.05 * side && ratio > 3.2;
  const woven = pixels.length / (extent * thick) > 8;
  const long = extent >= 0.1 * side || (extent >= 0.03 * side && ratio > 5.5 && strong > 0.3);
  if (person) return long && ratio > 3 && !woven && peers() < 1.8;
  return people ? extent >= 0.03 * side : extent >= 0.07 * side && ratio > 3 && peers() < 1.8;
};

/** Detects lines with hysteresis: seeds must be strong, connected pixels may be weaker. */
const strongLines = (
  { bright, dark, width, height }: Ridges,
  side: number,
  rim: Uint8Array,
): readonly Line[] => {
  const around = box({ width, height, values: dark }, Math.max(1, Math.round(0.03 * side))).values;
  const usual = median(bright, () => true);
  const low = (i: number): number => Math.max(7, 1.2 * (around[i] as number) + 2 * usual);
  const high = (i: number): number => Math.max(14, 2.2 * (around[i] as number) + 4 * usual);
  const found = componentsOf((i) => (bright[i] as number) > low(i), { width, height }, 12);
  return found.flatMap((one) => {
    let [bold, sum] = [0, 0];
    for (const index of one.pixels) {
      if ((bright[index] as number) > high(index)) bold += 1;
      sum += (bright[index] as number) / Math.max(0.5, around[index] as number);
    }
    const strong = bold / one.pixels.length;
    const line = { one, ratio: sum / one.pixels.length, rim: share(one, rim), strong };
    return strong >= 0.12 && isLine(line, side) ? [line] : [];
  });
};

/** Fine cracks inside a face, away from eyes and lips. */
const faceCracks = (luma: Uint8Array, size: Size, guard: Guard, side: number): readonly Component[] => {
  const { bright } = findRidges(luma, size, [1], Math.max(5, 0.011 * side));
  return guard.faceWidths.flatMap((wide, index) => {
    const inside = (i: number): boolean => guard.face[i] === index + 1 && guard.tender[i] === 0;
    const least = Math.max(5, 4 * median(bright, inside));
    return componentsOf((i) => inside(i) && (bright[i] as number) > least, size, 8).filter(
      (one) => one.extent >= 0.1 * wide && one.elongation > 2.2 && share(one, guard.features) < 0.25,
    );
  });
};

/** Pieces broken out of the rim: much brighter or darker than their surroundings, and touching the rim. */
const rimChips = (
  luma: Uint8Array,
  { width, height }: Size,
  side: number,
  guard: Guard,
): readonly Component[] => {
  const mean = box({ width, height, values: new Float32Array(luma) }, Math.round(0.06 * side)).values;
  const chipped = (i: number): boolean => {
    const over = (luma[i] as number) - (mean[i] as number);
    return over > 45 || over < -70;
  };
  return componentsOf(chipped, { width, height }, 20).filter(({ pixels }) => {
    if (pixels.length > 0.04 * width * height) return false;
    const touches = pixels.some(
      (i) => i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1,
    );
    return touches && !pixels.some((i) => guard.person[i] === 1);
  });
};

/** Marks cracks, scratches and chips of a grey copy with 1 where to fill. */
export const findCracks = (luma: Uint8Array, size: Size, guard: Guard, care: Care): Uint8Array => {
  const { width, height } = size;
  const side = Math.max(width, height);
  const rim = new Uint8Array(luma.length);
  const margin = 0.02 * side;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1)
      if (x < margin || y < margin || x >= width - margin || y >= height - margin) rim[i] = 1;
  const scales = side >= 900 ? [1, 3, 5, 7] : [1, 3, 5];
  const lines = strongLines(findRidges(luma, size, scales, 0.018 * side), side, rim);
  const all = lines.map(({ one }) => one);
  const rules = {
    ...{ side, guard, care },
    people: guard.person.some((value) => value === 1),
    broken: isBroken(lines, side),
  };
  const kept = lines.filter((line) => isDamage(line, () => peersOf(line.one, all, 0.15 * side), rules));
  const thorough = rules.broken || care === 'full';
  const chips = thorough ? rimChips(luma, size, side, guard) : [];
  const fine = thorough ? faceCracks(luma, size, guard, side) : [];
  const hole = new Uint8Array(luma.length);
  for (const { pixels } of [...kept.map(({ one }) => one), ...fine, ...chips])
    for (const index of pixels) hole[index] = 1;
  return spareFaces(hole, guard);
};

/** Leaves a face unchanged when much of it would be filled, because it would no longer look like the same person. */
const spareFaces = (hole: Uint8Array, guard: Guard): Uint8Array => {
  for (const index of guard.faceWidths.keys()) {
    let [all, marked] = [0, 0];
    for (let i = 0; i < hole.length; i += 1) {
      if (guard.face[i] !== index + 1) continue;
      all += 1;
      marked += hole[i] as number;
    }
    if (marked > 0.08 * all)
      for (let i = 0; i < hole.length; i += 1) if (guard.face[i] === index + 1) hole[i] = 0;
  }
  return hole;
};
