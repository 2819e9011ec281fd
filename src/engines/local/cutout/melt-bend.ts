import { createNoise } from '../random.ts';
import { bell, type Kind, type Subject, smooth } from './bend.ts';

/** Spacing of the table's columns and rows, in stage pixels. */
const [across, down] = [8, 4];

/** Top and bottom of the subject in each column, smoothed over its neighbours. */
const profile = (
  { width, height, scale, values }: Subject['cover'],
  count: number,
  [, top, , tall]: Subject['box'],
) => {
  const tops = new Float64Array(count).fill(top);
  const ends = new Float64Array(count).fill(top + tall);
  for (let column = 0; column < count; column += 1) {
    const x = Math.min(width - 1, Math.floor(column * across * scale));
    let [first, last] = [-1, -1];
    for (let y = 0; y < height; y += 1) {
      if ((values[y * width + x] as number) < 0.5) continue;
      if (first < 0) first = y;
      last = y;
    }
    if (first < 0) continue;
    tops[column] = first / scale;
    ends[column] = (last + 1) / scale;
  }
  const even = (line: Float64Array): Float64Array =>
    line.map((_, i) => {
      let [sum, n] = [0, 0];
      for (let j = Math.max(0, i - 6); j <= Math.min(count - 1, i + 6); j += 1) {
        sum += line[j] as number;
        n += 1;
      }
      return sum / n;
    });
  return { tops: even(tops), ends: even(ends) };
};

/**
 * How far the top of each column sags, in stage pixels, when all has melted: a head that the photo cuts off gets round
 * instead of flat.
 */
const sagging = (tops: Float64Array): { readonly sag: Float64Array; readonly radius: number } => {
  const cut = Array.from(tops.keys()).filter((column) => (tops[column] as number) < 5);
  const [first = 0, last = 0] = [cut[0], cut.at(-1)];
  const half = (last - first) / 2 + 1;
  const radius = 0.9 * half * across;
  const sag = tops.map((_, column) => {
    const aside = Math.min(1, Math.abs(column - (first + last) / 2) / half);
    return cut.length < 3 || column < first || column > last
      ? 0
      : radius * (1 - Math.sqrt(1 - aside * aside));
  });
  return { sag, radius };
};

/** Drips side by side, each with its own start and length: `long` for the whole column, `tail` only for its free end. */
const dripsOf = (wide: number, { stage, random, cut }: Subject) => {
  const step = Math.min(0.13 * stage.width, Math.max(40, 0.1 * wide));
  const lengths = createNoise(random);
  return Array.from({ length: Math.ceil(stage.width / step) + 2 }, (_, i) => {
    const broad = step * (0.75 + 0.5 * random());
    return {
      at: (i + 0.6 * (random() - 0.5)) * step,
      broad,
      long: 1.15 * broad * Math.max(0, 0.35 + 1.5 * lengths(1.3 * i)),
      tail: cut ? 0 : 0.7 * broad * random(),
      start: 0.1 + 0.3 * random(),
    };
  });
};

/** Melts the subject like warm wax: it sinks and slumps, drips run down it, and a puddle spreads at its base. */
export const melt: Kind = (subject) => {
  const { stage, box, cut, cover, strength, random, progress } = subject;
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const columns = Math.ceil(stage.width / across) + 2;
  const rows = Math.ceil(stage.height / down) + 2;
  const { tops, ends } = profile(cover, columns, box);
  const { sag, radius } = sagging(tops);
  const [sink, slump] = [createNoise(random), createNoise(random)];
  const drips = dripsOf(wide, subject);
  const much = Math.min(1.35, strength);
  const table = new Float64Array(columns * rows);
  return (time) => {
    const far = progress(time);
    const sunk = Math.min(0.66, 0.5 * strength) * smooth(far) ** 1.2;
    for (let column = 0; column < columns; column += 1) {
      const x = column * across;
      const share = sunk * (1 + 0.35 * sink(x / (0.25 * stage.height)));
      let [run, tail] = [0, 0];
      for (const drip of drips) {
        const beside = (x - drip.at) / drip.broad;
        if (Math.abs(beside) > 2) continue;
        const grown = much * smooth((far - drip.start) / 0.7) * bell(1.5 * beside);
        run += drip.long * grown;
        tail += drip.tail * grown;
      }
      const [from, to] = [tops[column] as number, ends[column] as number];
      for (let row = 0; row < rows; row += 1) {
        const y = row * down;
        const deep = Math.min(1, Math.max(0, (y - from) / Math.max(1, to - from)));
        const round =
          smooth(far / 0.25) * (sag[column] as number) * (1 - smooth((y - from) / (2.5 * radius)));
        table[column * rows + row] =
          y +
          share * Math.max(0, bottom - y) +
          run * smooth(deep / 0.5) +
          tail * smooth((deep - 0.6) / 0.4) +
          round;
      }
    }
    const find = (column: number, y: number): number => {
      let [low, high] = [0, rows - 1];
      const start = column * rows;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((table[start + middle] as number) <= y) low = middle;
        else high = middle;
      }
      const [a, b] = [table[start + low] as number, table[start + high] as number];
      // Above the sunken part there is nothing, even if the photo cut the subject off.
      if (y < a) return y - a;
      return (low + Math.min(1, Math.max(0, (y - a) / Math.max(1e-6, b - a)))) * down;
    };
    const spread =
      (cut ? 0.35 : 1.2 * Math.min(1, tall / wide)) * Math.min(1.3, strength) * smooth((far - 0.15) / 0.85);
    const middle = left + wide / 2;
    return (place) => {
      const up = Math.max(0, (bottom - place.y) / tall);
      const foot = smooth(1 - up / (0.28 * (1 - 0.6 * sunk)));
      const aside = 0.22 * Math.min(wide, tall) * sunk * slump(2.2 * up) * smooth(up / 0.4);
      const x = middle + (place.x - middle - aside) / (1 + 0.4 * sunk + spread * foot * foot);
      const column = Math.min(columns - 2.001, Math.max(1, x / across));
      const [whole, rest] = [Math.floor(column), column - Math.floor(column)];
      const [one, two] = [find(whole, place.y), find(whole + 1, place.y)];
      const source = one + (two - one) * rest;
      // Shades the slopes that the drips make.
      const [west, east] = [Math.max(0, whole - 2), Math.min(columns - 1, whole + 3)];
      const slope = (find(west, place.y) - find(east, place.y)) / ((east - west) * across);
      place.gain = 256 * Math.min(0.16, Math.max(-0.24, 0.2 * slope));
      place.x = x;
      place.y = source;
    };
  };
};
