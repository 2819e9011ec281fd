import type { Point } from '../../../media/analysis/types.ts';
import { floatsFrom } from '../../../media/pixels/numbers.ts';
import { type FaceFrame, onFace } from './face-frame.ts';

/** An oval around the head, in the face's coordinate system. */
export type Oval = {
  readonly across: number;
  readonly down: number;
  readonly wide: number;
  readonly tall: number;
};

/** How far each position of a head is in front of its middle, in photo pixels. `at` takes face coordinates. */
export type HeadDepth = {
  readonly oval: Oval;
  readonly at: (across: number, down: number) => number;
};

/** In face widths: how far each mesh point influences its surroundings, the depth of a head, and the grid step. */
const spread = 0.05;
const deep = 0.55;
const step = 0.04;

/**
 * The skull, in face widths and heights. Beyond its outline nothing is in front of the middle: what is seen beside a
 * cheek or a jaw must not go along with a turn, or the face swells.
 */
const skull = { wide: 0.62, above: 0.86, below: 0.6 } as const;

/** In radii of the oval: the head moves as one piece within `whole`, and nothing moves beyond `ends`. */
export const whole = 0.8;
export const ends = 1.55;

const ovalOf = ({ width, height }: FaceFrame, points: readonly Point[], frame: FaceFrame): Oval => {
  const top = onFace(frame, points[10] as Point);
  const chin = onFace(frame, points[152] as Point);
  return {
    across: top.across + 0.42 * (chin.across - top.across),
    down: top.down + 0.42 * (chin.down - top.down),
    wide: 0.78 * width,
    tall: 0.86 * height,
  };
};

/** Computes the depth of a head: the face mesh for the face, and a ball for everything around it. */
export const headDepth = (points: readonly Point[], frame: FaceFrame): HeadDepth => {
  const oval = ovalOf(frame, points, frame);
  const { width } = frame;
  const cell = step * width;
  const [left, top] = [oval.across - ends * oval.wide, oval.down - ends * oval.tall];
  const columns = Math.ceil((2 * ends * oval.wide) / cell) + 2;
  const rows = Math.ceil((2 * ends * oval.tall) / cell) + 2;
  const ball = (across: number, down: number): number => {
    const right = (across - oval.across) / (skull.wide * width);
    const low = (down - oval.down) / ((down < oval.down ? skull.above : skull.below) * frame.height);
    return deep * width * Math.max(0, 1 - right * right - low * low);
  };
  const spots = points.map((point) => ({ ...onFace(frame, point), near: -point[2] }));
  // The mesh has an arbitrary depth origin, so shift it to lie on the ball on average.
  const shift =
    spots.reduce((sum, { across, down, near }) => sum + ball(across, down) - near, 0) / spots.length;
  const sums = new Float64Array(columns * rows);
  const weights = new Float64Array(columns * rows);
  const [reach, sharp] = [Math.ceil((2.5 * spread) / step), 1 / (2 * (spread * width) ** 2)];
  for (const { across, down, near } of spots) {
    const column = Math.round((across - left) / cell);
    const row = Math.round((down - top) / cell);
    for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1)
      for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x += 1) {
        const right = left + x * cell - across;
        const low = top + y * cell - down;
        const weight = Math.exp(-(right * right + low * low) * sharp);
        const at = y * columns + x;
        sums[at] = (sums[at] as number) + weight * (near + shift);
        weights[at] = (weights[at] as number) + weight;
      }
  }
  const values = floatsFrom(sums, (sum, at) => {
    const around = ball(left + (at % columns) * cell, top + Math.floor(at / columns) * cell);
    return (sum + 0.35 * around) / ((weights[at] as number) + 0.35);
  });
  return {
    oval,
    at: (across, down) => {
      const x = Math.min(Math.max((across - left) / cell, 0), columns - 1.001);
      const y = Math.min(Math.max((down - top) / cell, 0), rows - 1.001);
      const column = x | 0;
      const row = y | 0;
      const here = row * columns + column;
      const a = values[here] as number;
      const b = values[here + 1] as number;
      const c = values[here + columns] as number;
      const d = values[here + columns + 1] as number;
      const upper = a + (b - a) * (x - column);
      return upper + (c + (d - c) * (x - column) - upper) * (y - row);
    },
  };
};
