import type { Size } from '../../core/shot.ts';
import { floatsFrom } from './numbers.ts';
import { costOf, type Holed, improve, type PatchSearch, reach, vote } from './patch-search.ts';
import { pushPull } from './push-pull.ts';

/** Minimum number of source positions. With fewer, patch matching is useless. */
const fewest = 50;

/** For each pixel of a hole, the pixel it is copied from; −1 elsewhere. */
export type Copies = Int32Array;

const halve = ({ width, height, colour, hole, stray }: Holed): Holed => {
  const [wide, tall] = [width >> 1, height >> 1];
  const half = {
    width: wide,
    height: tall,
    colour: new Float32Array(wide * tall * 3),
    hole: new Uint8Array(wide * tall),
    ...(stray !== undefined && { stray }),
  };
  for (let y = 0, to = 0; y < tall; y += 1)
    for (let x = 0; x < wide; x += 1, to += 1) {
      const from = 2 * y * width + 2 * x;
      const four = [from, from + 1, from + width, from + width + 1];
      half.hole[to] = four.some((at) => hole[at] === 1) ? 1 : four.some((at) => hole[at] === 2) ? 2 : 0;
      for (let channel = 0; channel < 3; channel += 1)
        half.colour[3 * to + channel] =
          four.reduce((sum, at) => sum + (colour[3 * at + channel] as number), 0) / 4;
    }
  return half;
};

/** Whether a square of `reach` around each pixel contains a pixel for which `is` holds. */
const near = ({ width, height, hole }: Holed, is: (kind: number) => boolean): Uint8Array => {
  const across = new Uint8Array(hole.length);
  const found = new Uint8Array(hole.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!is(hole[y * width + x] as number)) continue;
      across.fill(1, y * width + Math.max(0, x - reach), y * width + Math.min(width - 1, x + reach) + 1);
    }
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (across[y * width + x] === 0) continue;
      for (let j = Math.max(0, y - reach); j <= Math.min(height - 1, y + reach); j += 1)
        found[j * width + x] = 1;
    }
  return found;
};

/** Marks pixels whose whole patch is known (1) and pixels whose patch touches the hole (2). */
const placesOf = (picture: Holed): Uint8Array => {
  const { width, height, hole } = picture;
  const places = near(picture, (kind) => kind === 1);
  const touched = near(picture, (kind) => kind !== 0);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      const inside = x >= reach && y >= reach && x < width - reach && y < height - reach;
      // The centre of a patch to fill may itself be neither known nor filled.
      if (places[at] === 1) places[at] = hole[at] === 2 ? 0 : 2;
      else if (touched[at] === 0 && inside) places[at] = 1;
    }
  return places;
};

const listOf = (places: Uint8Array, kind: number): Int32Array => {
  const list: number[] = [];
  for (let at = 0; at < places.length; at += 1) if (places[at] === kind) list.push(at);
  return new Int32Array(list);
};

/** Scales copies up from the next coarser level, moved to the nearest whole patches. */
const finer = (
  coarse: PatchSearch,
  { width, height }: Size,
  places: Uint8Array,
  copies: Int32Array,
  targets: Int32Array,
) => {
  for (const to of targets) {
    const [x, y] = [to % width, (to / width) | 0];
    const [column, row] = [Math.min(coarse.width - 1, x >> 1), Math.min(coarse.height - 1, y >> 1)];
    const from = coarse.copies[row * coarse.width + column] as number;
    if (from < 0) continue;
    const at = (2 * ((from / coarse.width) | 0) + (y & 1)) * width + 2 * (from % coarse.width) + (x & 1);
    if (y < height && places[at] === 1) copies[to] = at;
  }
};

/** Connects the left and right edges of a hole, in place: horizons and floors continue behind people. */
const drawThrough = ({ width, height, colour, hole }: Holed): void => {
  const row = new Float32Array(width * 3);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    let last = -1;
    for (let x = 0; x <= width; x += 1) {
      if (x < width && hole[start + x] !== 0) continue;
      for (let gap = last + 1; gap < x && (last >= 0 || x < width); gap += 1) {
        const share = last < 0 ? 1 : x === width ? 0 : (gap - last) / (x - last);
        for (let channel = 0; channel < 3; channel += 1) {
          const left = colour[3 * (start + Math.max(last, 0)) + channel] as number;
          const right = colour[3 * (start + Math.min(x, width - 1)) + channel] as number;
          const own = colour[3 * (start + gap) + channel] as number;
          row[3 * gap + channel] =
            0.25 * own +
            0.75 * ((last < 0 ? right : left) * (1 - share) + (x === width ? left : right) * share);
        }
      }
      for (let at = 3 * (last + 1); at < 3 * x && (last >= 0 || x < width); at += 1)
        colour[3 * start + at] = row[at] as number;
      last = x;
    }
  }
};

/**
 * Fills a hole with pixels of the same picture, in place, so that every patch in it resembles a known one (Wexler et
 * al., 2007). Returns null when there is too little to copy from; then the hole is filled smoothly.
 */
export const patchMatch = (picture: Holed, random: () => number, levels = 4): Copies | null => {
  const weight = floatsFrom(picture.hole, (kind) => (kind === 0 ? 1 : 0));
  pushPull(picture.colour, weight, picture);
  drawThrough(picture);
  const pyramid: Holed[] = [picture];
  while (pyramid.length < levels) {
    const last = pyramid.at(-1) ?? picture;
    if (Math.min(last.width, last.height) < 40) break;
    pyramid.push(halve(last));
  }
  let coarse: PatchSearch | null = null;
  for (let index = pyramid.length - 1; index >= 0; index -= 1) {
    const level = pyramid[index] ?? picture;
    const places = placesOf(level);
    const [sources, targets] = [listOf(places, 1), listOf(places, 2)];
    if (sources.length < fewest || targets.length === 0) continue;
    const copies = new Int32Array(places.length).fill(-1);
    const costs = new Float32Array(places.length).fill(Number.POSITIVE_INFINITY);
    const search = { ...level, places, copies, costs };
    if (coarse !== null) finer(coarse, level, places, copies, targets);
    for (const to of targets)
      if (copies[to] === -1) copies[to] = sources[(random() * sources.length) | 0] as number;
    // The result of the coarser level is a better start than a smooth fill.
    if (coarse !== null) vote({ ...search, costs: new Float32Array(places.length) }, targets);
    const rounds = index === 0 ? 2 : 2 + 2 * index;
    for (let round = 0; round < rounds; round += 1) {
      for (const to of targets)
        costs[to] = costOf(search, to, copies[to] as number, Number.POSITIVE_INFINITY);
      improve(search, targets, sources, random, round % 2 === 1);
      vote(search, targets);
    }
    coarse = search;
  }
  return coarse !== null && coarse.width === picture.width ? coarse.copies : null;
};
