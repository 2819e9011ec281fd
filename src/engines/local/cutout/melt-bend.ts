import { createNoise } from '../random.ts';
import { type CutoutKind, type CutoutSubject, type Drawn, type SubjectMotion, smooth } from './bend.ts';
import { createPool } from './pool.ts';
import { createPuddle } from './puddle.ts';
import { across, sagging, topsOf } from './round-top.ts';
import { createStrands } from './strands.ts';

/** Spacing of the table's rows, in stage pixels. */
const down = 4;

/** Whether the lower edge of the photo cuts so much of the subject off that what melts floods that edge. */
const standsWide = ({ stage, cover }: CutoutSubject): boolean => {
  const row = cover.values.subarray((cover.height - 3) * cover.width, (cover.height - 2) * cover.width);
  return row.reduce((sum, value) => sum + value, 0) / cover.scale > 0.42 * stage.width;
};

/** Melts the subject like warm wax: it slumps, its edges run down, and it sinks into the puddle it turns into. */
export const melt: CutoutKind = (subject) => {
  const { stage, box, cut, cover, faces, strength, random, progress } = subject;
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const columns = Math.ceil(stage.width / across) + 2;
  const rows = Math.ceil(stage.height / down) + 2;
  const tops = topsOf(cover, columns, box);
  const { sag, radius } = sagging(tops);
  const [sink, slump] = [createNoise(random), createNoise(random)];
  const table = new Float64Array(columns * rows);
  const middle = left + wide / 2;
  const strands = createStrands(subject, cut ? 2 * stage.height : bottom);
  const floods = cut && standsWide(subject);
  const puddle = floods ? createPool(subject) : createPuddle(subject);
  // A face that runs in narrow waves looks as if seen through glass: its cheeks hang down, each in its own way.
  const face = faces.reduce((largest, { height }) => Math.max(largest, height), 0);
  const hang =
    face > 0
      ? { long: 0.36 * face, deep: 0.9 * face, much: 0.95 * face, least: 0.3 }
      : { long: 0.11 * wide, deep: 0.3 * tall, much: 0.85 * tall, least: 0.08 };
  // Of a face that fills the picture, enough is left to see it run.
  const sinking = floods ? (face > 0.4 * tall ? 0.22 : 0.31) : 0.46;
  let [far, sunk, spread] = [0, 0, 0];
  /** How much wider the subject is at a height, and how far it leans aside. */
  const slumpAt = (y: number) => {
    const up = Math.max(0, (bottom - y) / tall);
    const foot = smooth(1 - up / (0.34 * (1 - 0.5 * sunk)));
    return {
      broad: 1 + 0.4 * sunk + spread * foot * foot,
      aside: 0.3 * Math.min(wide, tall) * sunk * slump(2.2 * up) * smooth(up / 0.4),
    };
  };
  const motion: SubjectMotion = (time) => {
    far = progress(time);
    sunk = Math.min(0.6, sinking * strength) * smooth(far) ** 1.2;
    spread =
      (cut ? 0.5 : 0.8 * Math.min(1, tall / wide)) * Math.min(1.3, strength) * smooth((far - 0.15) / 0.85);
    // What has melted away below.
    const gone =
      Math.min(0.3, (floods ? 0.03 : cut && tall < 2 * wide ? 0.04 : 0.24) * strength) *
      smooth((far - 0.1) / 0.9) *
      tall;
    for (let column = 0; column < columns; column += 1) {
      const x = column * across;
      const share = Math.min(0.7, sunk * (1 + 0.3 * sink(x / (0.3 * wide))));
      const droop = hang.much * sunk * Math.max(0, sink(100 + x / hang.long) + hang.least);
      const from = tops[column] as number;
      for (let row = 0; row < rows; row += 1) {
        const y = row * down;
        // The base collapses first: what is above it comes down almost whole.
        const up = Math.max(0, (bottom - y) / (bottom - top));
        const fall = up >= 1 ? share : share * (1 - (1 - up) ** 1.35);
        const round =
          smooth(far / 0.25) * (sag[column] as number) * (1 - smooth((y - from) / (2.5 * radius)));
        table[column * rows + row] =
          y +
          fall * (bottom - top) +
          gone +
          droop * smooth(1.2 * up) * smooth((y - from) / hang.deep) +
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
    return (place) => {
      // The puddle has swallowed what is below it.
      if (!cut && place.y > bottom + 0.5 * across) {
        place.y = bottom + stage.height;
        return;
      }
      const { broad, aside } = slumpAt(place.y);
      const x = middle + (place.x - middle - aside) / broad;
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
  /** Where a place of the subject has run to. */
  const carry = (place: { x: number; y: number }): void => {
    const column = Math.min(columns - 2, Math.max(0, Math.round(place.x / across)));
    const row = Math.min(rows - 2, Math.max(0, place.y / down));
    const start = column * rows + Math.floor(row);
    const [one, two] = [table[start] as number, table[start + 1] as number];
    place.y = one + (two - one) * (row - Math.floor(row));
    const { broad, aside } = slumpAt(place.y);
    place.x = middle + (place.x - middle) * broad + aside;
  };
  const paint = (drawn: Drawn): void => {
    strands(drawn, far, carry);
    puddle(drawn, far);
  };
  return Object.assign(motion, { paint });
};
