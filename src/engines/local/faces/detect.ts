import type { Plane } from '../depth/plane.ts';
import { type Feature, faceWindow, readCascade, type Stage } from './cascade.ts';
import { type Box, groupBoxes } from './group.ts';

/** Sums over everything above and left, in a table one wider and taller than the picture. */
type Sums = { readonly width: number; readonly height: number; readonly table: Int32Array };

/** Each picture of the pyramid is this much smaller than the one before. */
const step = 1.2;

/** The picture shrunk by a factor, each pixel looked up between its neighbours, and summed. */
const sumsOf = ({ width, height, values }: Plane, shrink: number): Sums => {
  const [wide, tall] = [Math.floor(width / shrink), Math.floor(height / shrink)];
  const table = new Int32Array((wide + 1) * (tall + 1));
  for (let row = 0; row < tall; row += 1) {
    const y = Math.min((row + 0.5) * shrink - 0.5, height - 1.001);
    let sum = 0;
    for (let column = 0; column < wide; column += 1) {
      const x = Math.min((column + 0.5) * shrink - 0.5, width - 1.001);
      const here = Math.floor(y) * width + Math.floor(x);
      const [right, down] = [x % 1, y % 1];
      const [a, b] = [values[here] as number, values[here + 1] as number];
      const [c, d] = [values[here + width] as number, values[here + width + 1] as number];
      const above = a + (b - a) * right;
      sum += Math.round(255 * (above + (c + (d - c) * right - above) * down));
      const index = (row + 1) * (wide + 1) + column + 1;
      table[index] = sum + (table[index - wide - 1] as number);
    }
  }
  return { width: wide, height: tall, table };
};

const between = (table: Int32Array, wide: number, at: number): number =>
  (table[at + wide] as number) - (table[at] as number);

/** Which of the eight outer blocks, clockwise from the top left, are at least as bright as the middle one. */
const patternAt = ({ width, table }: Sums, a: number, feature: Feature): number => {
  const [wide, row] = [feature.width, (width + 1) * feature.height];
  const b = a + row;
  const c = b + row;
  const d = c + row;
  const [left, right] = [between(table, wide, b), between(table, wide, b + 2 * wide)];
  const [above, below] = [between(table, wide, b + wide), between(table, wide, c + wide)];
  const [lowerLeft, lowerRight] = [between(table, wide, c), between(table, wide, c + 2 * wide)];
  const middle = below - above;
  return (
    (left - between(table, wide, a) >= middle ? 128 : 0) |
    (above - between(table, wide, a + wide) >= middle ? 64 : 0) |
    (right - between(table, wide, a + 2 * wide) >= middle ? 32 : 0) |
    (lowerRight - right >= middle ? 16 : 0) |
    (between(table, wide, d + 2 * wide) - lowerRight >= middle ? 8 : 0) |
    (between(table, wide, d + wide) - below >= middle ? 4 : 0) |
    (between(table, wide, d) - lowerLeft >= middle ? 2 : 0) |
    (lowerLeft - left >= middle ? 1 : 0)
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
