import { createNoise } from '../random.ts';
import { bell, type Kind, smooth } from './bend.ts';

/** Spacing of the table's columns and rows, in stage pixels. */
const [across, down] = [8, 4];

/** Top and bottom of the subject in each column, smoothed over its neighbours. */
const profile = (
  { width, height, scale, values }: Parameters<Kind>[0]['cover'],
  count: number,
  [, top, , tall]: Parameters<Kind>[0]['box'],
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
      for (let j = Math.max(0, i - 3); j <= Math.min(count - 1, i + 3); j += 1) {
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

/** Melts the subject like warm wax: it sinks, drips hang from it, and a puddle spreads at its base. */
export const melt: Kind = ({ stage, box, cut, cover, strength, random, progress }) => {
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const columns = Math.ceil(stage.width / across) + 2;
  const rows = Math.ceil(stage.height / down) + 2;
  const { tops, ends } = profile(cover, columns, box);
  const { sag, radius } = sagging(tops);
  const [sink, drips] = [createNoise(random), createNoise(random)];
  // Drips hang side by side, each with its own start time and length.
  const dripWide = Math.max(30, 0.032 * stage.width);
  const hanging = Array.from({ length: Math.ceil(stage.width / dripWide) + 2 }, (_, i) => ({
    at: (i + 0.5 * (random() - 0.5)) * dripWide,
    wide: dripWide * (0.55 + 0.5 * random()),
    long: Math.max(0, drips(i * 0.9) - 0.12) * 0.55,
    start: 0.12 + 0.3 * random(),
  }));
  const table = new Float64Array(columns * rows);
  return (time) => {
    const far = progress(time);
    const sunk = Math.min(0.62, 0.42 * strength) * smooth(far) ** 1.2;
    for (let column = 0; column < columns; column += 1) {
      const x = column * across;
      const share = sunk * (0.8 + 0.4 * sink(x / (0.22 * stage.height)));
      const drip = hanging.reduce((sum, { at, wide: broad, long, start }) => {
        const beside = (x - at) / broad;
        if (Math.abs(beside) > 2 || long === 0) return sum;
        return (
          sum + Math.min(0.24, long) * tall * strength * smooth((far - start) / 0.7) * bell(1.6 * beside)
        );
      }, 0);
      const [from, to] = [tops[column] as number, ends[column] as number];
      for (let row = 0; row < rows; row += 1) {
        const y = row * down;
        const deep = Math.min(1, Math.max(0, (y - from) / Math.max(1, to - from)));
        const g = deep < 0.7 ? smooth(deep / 0.7) : 1 - 0.15 * smooth((deep - 0.7) / 0.3);
        const round =
          smooth(far / 0.25) * (sag[column] as number) * (1 - smooth((y - from) / (2.5 * radius)));
        table[column * rows + row] = y + share * Math.max(0, bottom - y) + drip * g + round;
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
    const spread = (cut ? 0.35 : 1.2) * Math.min(1.3, strength) * smooth((far - 0.15) / 0.85);
    const middle = left + wide / 2;
    return (place) => {
      const foot = smooth(1 - (bottom - place.y) / (0.28 * tall * (1 - 0.6 * sunk)));
      const x = middle + (place.x - middle) / (1 + spread * foot * foot);
      const column = Math.min(columns - 2.001, Math.max(1, x / across));
      const [whole, rest] = [Math.floor(column), column - Math.floor(column)];
      const [one, two] = [find(whole, place.y), find(whole + 1, place.y)];
      const source = one + (two - one) * rest;
      // Shades the slopes that the drips make.
      const [left, right] = [Math.max(0, whole - 2), Math.min(columns - 1, whole + 3)];
      const slope = (find(left, place.y) - find(right, place.y)) / ((right - left) * across);
      place.gain = 256 * Math.min(0.12, Math.max(-0.22, 0.16 * slope));
      place.x = x;
      place.y = source;
    };
  };
};
