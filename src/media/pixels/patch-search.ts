import type { Size } from '../../core/shot.ts';

/** Half a patch: patches are 7 × 7 pixels. */
export const reach = 3;

/** Weight of known pixels relative to filled ones. */
const trust = 2.5;

/**
 * A picture with a hole. `colour`: three numbers per pixel, 0 to 255. `hole`: 0 for known pixels, 1 for pixels to fill,
 * 2 for neither. `stray` is the cost of copying from a full picture height aside.
 */
export type Holed = Size & {
  readonly colour: Float32Array;
  readonly hole: Uint8Array;
  readonly stray?: number;
};

/** Cost of copying from a full picture height above or below. Things at the same height look alike. */
const climb = 6e6;

export type PatchSearch = Holed & {
  readonly places: Uint8Array;
  readonly copies: Int32Array;
  readonly costs: Float32Array;
};

/**
 * Squared difference of the patches around two pixels. Stops early above `limit`; pixels beyond the border don't count.
 */
export const costOf = (
  { width, height, colour, hole, stray = 0 }: PatchSearch,
  to: number,
  from: number,
  limit: number,
): number => {
  const y = (to / width) | 0;
  const x = to - y * width;
  const row = (from / width) | 0;
  const rise = (y - row) / height;
  const aside = (x - from + row * width) / height;
  let sum = climb * rise * rise + stray * aside * aside;
  // Most positions are too far away already.
  if (sum > limit) return sum;
  const [left, right] = [Math.max(-reach, -x), Math.min(reach, width - 1 - x)];
  const [top, bottom] = [Math.max(-reach, -y), Math.min(reach, height - 1 - y)];
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

const tryCopy = (search: PatchSearch, to: number, from: number): void => {
  const best = search.costs[to] as number;
  if (from < 0 || from >= search.places.length || search.places[from] !== 1 || from === search.copies[to])
    return;
  const cost = costOf(search, to, from, best);
  if (cost >= best) return;
  search.costs[to] = cost;
  search.copies[to] = from;
};

/** One round of trying the neighbours' copies and a few random positions around them (Barnes et al., 2009). */
export const improve = (
  search: PatchSearch,
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

/** Sets each pixel of the hole to the mean of what the patches covering it suggest. */
export const vote = (
  { width, height, colour, hole, copies, costs }: PatchSearch,
  targets: Int32Array,
): void => {
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
