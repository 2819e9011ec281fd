import type { Size } from '../../core/shot.ts';
import { pushPull } from './push-pull.ts';

/** Half a patch: patches are 7 pixels wide and tall. */
const reach = 3;

/** Fewer places to copy from than this teach nothing. */
const fewest = 50;

/** What was seen counts this many times as much as what was made up. */
const trust = 2.5;

/** A picture with a hole: three numbers a pixel, 0 to 255; 0 where a pixel is known, 1 where it is to be filled, 2 where neither. */
export type Holed = Size & { readonly colour: Float32Array; readonly hole: Uint8Array };

/** For each pixel of a hole, the pixel it is copied from; −1 elsewhere. */
export type Copies = Int32Array;

const halve = ({ width, height, colour, hole }: Holed): Holed => {
  const [wide, tall] = [width >> 1, height >> 1];
  const half = {
    width: wide,
    height: tall,
    colour: new Float32Array(wide * tall * 3),
    hole: new Uint8Array(wide * tall),
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

/** Whether a square of `reach` round each pixel holds one that `is` tells. */
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

/** Where whole patches lie in known pixels only (1), and where patches touch what is to be filled (2). */
const placesOf = (picture: Holed): Uint8Array => {
  const { width, height, hole } = picture;
  const places = near(picture, (kind) => kind === 1);
  const touched = near(picture, (kind) => kind !== 0);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      const inside = x >= reach && y >= reach && x < width - reach && y < height - reach;
      // The middle of a patch that is to be filled may itself be neither known nor filled.
      if (places[at] === 1) places[at] = hole[at] === 2 ? 0 : 2;
      else if (touched[at] === 0 && inside) places[at] = 1;
    }
  return places;
};

/** What it costs to copy from as far above or below as the picture is tall: what stands on one height looks alike. */
const climb = 2.5e6;

type Search = Holed & {
  readonly places: Uint8Array;
  readonly copies: Int32Array;
  readonly costs: Float32Array;
};

/** Squared difference of the patches round two pixels, given up above `limit`; the border counts as nothing. */
const costOf = ({ width, height, colour, hole }: Search, to: number, from: number, limit: number): number => {
  const [x, y] = [to % width, (to / width) | 0];
  const [left, right] = [Math.max(-reach, -x), Math.min(reach, width - 1 - x)];
  const [top, bottom] = [Math.max(-reach, -y), Math.min(reach, height - 1 - y)];
  const rise = (y - ((from / width) | 0)) / height;
  let sum = climb * rise * rise;
  for (let j = top; j <= bottom; j += 1) {
    let a = to + j * width + left;
    let b = 3 * (from + j * width + left);
    for (let i = left; i <= right; i += 1, a += 1, b += 3) {
      const kind = hole[a] as number;
      if (kind === 2) continue;
      const red = (colour[3 * a] as number) - (colour[b] as number);
      const green = (colour[3 * a + 1] as number) - (colour[b + 1] as number);
      const blue = (colour[3 * a + 2] as number) - (colour[b + 2] as number);
      const square = red * red + green * green + blue * blue;
      sum += kind === 1 ? square : trust * square;
    }
    if (sum > limit) return sum;
  }
  return sum;
};

const tryCopy = (search: Search, to: number, from: number): void => {
  const best = search.costs[to] as number;
  if (from < 0 || from >= search.places.length || search.places[from] !== 1 || from === search.copies[to])
    return;
  const cost = costOf(search, to, from, best);
  if (cost >= best) return;
  search.costs[to] = cost;
  search.copies[to] = from;
};

/** One round of looking at what neighbours copy and a few random places around (Barnes et al., 2009). */
const improve = (
  search: Search,
  targets: Int32Array,
  sources: Int32Array,
  random: () => number,
  back: boolean,
): void => {
  const { width, height, copies } = search;
  const step = back ? 1 : -1;
  const count = targets.length;
  for (let turn = 0; turn < count; turn += 1) {
    const to = targets[back ? count - 1 - turn : turn] as number;
    for (const way of [step, step * width]) {
      const neighbour = copies[to + way] ?? -1;
      if (neighbour >= 0 && search.places[to + way] === 2) tryCopy(search, to, neighbour - way);
    }
    for (let radius = Math.max(width, height) >> 1; radius >= 1; radius >>= 1) {
      const at = copies[to] as number;
      const x = (at % width) + Math.round((2 * random() - 1) * radius);
      const y = ((at / width) | 0) + Math.round((random() - 0.5) * radius);
      if (x >= 0 && y >= 0 && x < width && y < height) tryCopy(search, to, y * width + x);
    }
    tryCopy(search, to, sources[(random() * sources.length) | 0] as number);
  }
};

/** Each pixel of the hole becomes the mean of what the patches over it say. */
const vote = ({ width, height, colour, hole, copies, costs }: Search, targets: Int32Array): void => {
  const sums = new Float32Array(colour.length);
  const weights = new Float32Array(hole.length);
  for (const to of targets) {
    const from = copies[to] as number;
    const share = 1 / (40 + (costs[to] as number) / 49);
    const [x, y] = [to % width, (to / width) | 0];
    for (let j = Math.max(-reach, -y); j <= Math.min(reach, height - 1 - y); j += 1)
      for (let i = Math.max(-reach, -x); i <= Math.min(reach, width - 1 - x); i += 1) {
        const a = to + j * width + i;
        if (hole[a] !== 1) continue;
        const b = 3 * (from + j * width + i);
        weights[a] = (weights[a] as number) + share;
        for (let channel = 0; channel < 3; channel += 1)
          sums[3 * a + channel] = (sums[3 * a + channel] as number) + share * (colour[b + channel] as number);
      }
  }
  for (let a = 0; a < hole.length; a += 1)
    if (hole[a] === 1 && (weights[a] as number) > 0)
      for (let channel = 0; channel < 3; channel += 1)
        colour[3 * a + channel] = (sums[3 * a + channel] as number) / (weights[a] as number);
};

const listOf = (places: Uint8Array, kind: number): Int32Array => {
  const list: number[] = [];
  for (let at = 0; at < places.length; at += 1) if (places[at] === kind) list.push(at);
  return Int32Array.from(list);
};

/** Copies from the next coarser level, as near as there are whole patches. */
const finer = (
  coarse: Search,
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

/** Draws what ends on the left and the right of a hole through it, in place: horizons and floors go on behind people. */
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
 * Fills a hole with pixels of the same picture, so that every patch in it looks like one that was seen (Wexler et al.,
 * 2007), in place. Null where there is too little to copy from; then the hole is filled smoothly.
 */
export const patchMatch = (picture: Holed, random: () => number, levels = 4): Copies | null => {
  const weight = Float32Array.from(picture.hole, (kind) => (kind === 0 ? 1 : 0));
  pushPull(picture.colour, weight, picture);
  drawThrough(picture);
  const pyramid: Holed[] = [picture];
  while (pyramid.length < levels) {
    const last = pyramid.at(-1) ?? picture;
    if (Math.min(last.width, last.height) < 40) break;
    pyramid.push(halve(last));
  }
  let coarse: Search | null = null;
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
    // What a coarser level made up is a better start than a smear.
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
