import type { Plane } from '../../../media/pixels/plane.ts';
import { type Feature, faceWindow, readCascade, type Stage } from './cascade.ts';
import { type Box, groupBoxes } from './group.ts';

/** Sums over everything above and left, in a table one wider and taller than the picture. */
type Sums = { readonly width: number; readonly height: number; readonly table: Int32Array };

/** Each picture of the pyramid is this much smaller than the one before. */
const step = 1.2;

/** Where each of `count` pixels of a shrunk row or column is looked up: the nearest before it, and how far on. */
const looks = (count: number, length: number, shrink: number) => {
  const before = new Int32Array(count);
  const on = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const place = Math.min((i + 0.5) * shrink - 0.5, length - 1.001);
    before[i] = place;
    on[i] = place - Math.floor(place);
  }
  return { before, on };
};

/** The picture shrunk by a factor, each pixel looked up between its neighbours, and summed. */
const sumsOf = ({ width, height, values }: Plane, shrink: number): Sums => {
  const [wide, tall] = [Math.floor(width / shrink), Math.floor(height / shrink)];
  const table = new Int32Array((wide + 1) * (tall + 1));
  const columns = looks(wide, width, shrink);
  const rows = looks(tall, height, shrink);
  for (let row = 0, index = wide + 2; row < tall; row += 1, index += 1) {
    const start = (rows.before[row] as number) * width;
    const down = rows.on[row] as number;
    let sum = 0;
    for (let column = 0; column < wide; column += 1, index += 1) {
      const here = start + (columns.before[column] as number);
      const right = columns.on[column] as number;
      const a = values[here] as number;
      const c = values[here + width] as number;
      const above = a + ((values[here + 1] as number) - a) * right;
      const below = c + ((values[here + width + 1] as number) - c) * right;
      sum += Math.round(255 * (above + (below - above) * down));
      table[index] = sum + (table[index - wide - 1] as number);
    }
  }
  return { width: wide, height: tall, table };
};

/** Which of the eight outer blocks, clockwise from the top left, are at least as bright as the middle one. */
const patternAt = ({ width, table }: Sums, a: number, feature: Feature): number => {
  const wide = feature.width;
  const row = (width + 1) * feature.height;
  const b = a + row;
  const c = b + row;
  const d = c + row;
  // Sums between two of the four columns, above each of the four lines.
  const b0 = table[b] as number;
  const b1 = table[b + wide] as number;
  const b2 = table[b + 2 * wide] as number;
  const b3 = table[b + 3 * wide] as number;
  const c0 = table[c] as number;
  const c1 = table[c + wide] as number;
  const c2 = table[c + 2 * wide] as number;
  const c3 = table[c + 3 * wide] as number;
  const a1 = table[a + wide] as number;
  const a2 = table[a + 2 * wide] as number;
  const d1 = table[d + wide] as number;
  const d2 = table[d + 2 * wide] as number;
  const middle = c2 - c1 - b2 + b1;
  return (
    (b1 - b0 - a1 + (table[a] as number) >= middle ? 128 : 0) |
    (b2 - b1 - a2 + a1 >= middle ? 64 : 0) |
    (b3 - b2 - (table[a + 3 * wide] as number) + a2 >= middle ? 32 : 0) |
    (c3 - c2 - b3 + b2 >= middle ? 16 : 0) |
    ((table[d + 3 * wide] as number) - d2 - c3 + c2 >= middle ? 8 : 0) |
    (d2 - d1 - c2 + c1 >= middle ? 4 : 0) |
    (d1 - (table[d] as number) - c1 + c0 >= middle ? 2 : 0) |
    (c1 - c0 - b1 + b0 >= middle ? 1 : 0)
  );
};

const isFace = (sums: Sums, x: number, y: number, stages: readonly Stage[]): boolean => {
  for (const { threshold, features } of stages) {
    let sum = 0;
    for (const feature of features) {
      const pattern = patternAt(sums, (y + feature.y) * (sums.width + 1) + x + feature.x, feature);
      const word = feature.patterns[pattern >> 5] as number;
      sum += (word >> (pattern & 31)) & 1 ? feature.inside : feature.outside;
    }
    if (sum < threshold - 1e-5) return false;
  }
  return true;
};

/** Frontal faces of at least 45 pixels in a grey picture (0 to 1), each found in three places or more. About 0.1 s at 480 px. */
export const findFaces = (grey: Plane): readonly Box[] => {
  const stages = readCascade();
  const found: Box[] = [];
  for (let shrink = 1; Math.min(grey.width, grey.height) / shrink >= faceWindow; shrink *= step) {
    const sums = sumsOf(grey, shrink);
    for (let y = 0; y <= sums.height - faceWindow; y += 2)
      for (let x = 0; x <= sums.width - faceWindow; x += 2)
        if (isFace(sums, x, y, stages))
          found.push({ x: x * shrink, y: y * shrink, side: faceWindow * shrink });
  }
  return groupBoxes(found, 3);
};
