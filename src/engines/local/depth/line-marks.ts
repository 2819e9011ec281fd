import { box, type Plane } from '../../../media/pixels/plane.ts';
import { type ImageLine, lengthOf } from './lines.ts';

/** Marks long lines and a little of their surroundings. */
export const markLines = ({ width, height }: Plane, lines: readonly ImageLine[], radius = 4): Plane => {
  const marks = new Float32Array(width * height);
  for (const { x, y, toX, toY } of lines)
    for (let step = 0; step <= 200; step += 1) {
      const column = Math.round((x + ((toX - x) * step) / 200) * width);
      const row = Math.round((y + ((toY - y) * step) / 200) * width);
      if (column >= 0 && row >= 0 && column < width && row < height) marks[row * width + column] = 1;
    }
  const wide = box({ width, height, values: marks }, radius);
  return { width, height, values: wide.values.map((value) => Math.min(1, 12 * value)) };
};

/** A short steep line, as falling water has many of. The lines of buildings are longer. */
export const isStreak = (line: ImageLine): boolean =>
  lengthOf(line) < 0.24 && Math.abs(line.toY - line.y) > 2 * Math.abs(line.toX - line.x);
