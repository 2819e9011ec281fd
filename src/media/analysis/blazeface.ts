import { fromView, lookAtView, type Pyramid, scaled, type View } from './view.ts';
import type { Run } from './vision.ts';

/** A possible face in the picture: its centre and side in pixels, and its clockwise roll in radians. */
export type FaceCandidate = {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly roll: number;
  /** Confidence, 0 to 1. */
  readonly likely: number;
};

const inputSide = 256;

/** Anchors per cell of the two grids on which faces are detected. */
const grids = [
  { cells: 16, each: 2, scores: 512 },
  { cells: 8, each: 6, scores: 384 },
] as const;

const outputs = (answers: ReadonlyMap<string, Float32Array>, count: number): Float32Array => {
  for (const values of answers.values()) if (values.length === count) return values;
  throw new Error('the face model gives another answer than expected');
};

/** All face candidates in a view, likely or not. */
const readView = (run: Run, pyramid: Pyramid, view: View, least: number): FaceCandidate[] => {
  const answers = run(scaled(lookAtView(pyramid, view, inputSide), 1 / 127.5, -1));
  const place = fromView(view);
  const found: FaceCandidate[] = [];
  for (const { cells, each, scores } of grids) {
    const chances = outputs(answers, scores);
    const boxes = outputs(answers, scores * 16);
    for (let i = 0; i < scores; i += 1) {
      const likely = 1 / (1 + Math.exp(-(chances[i] as number)));
      if (likely < least) continue;
      const cell = Math.floor(i / each);
      const anchor = [((cell % cells) + 0.5) / cells, (Math.floor(cell / cells) + 0.5) / cells] as const;
      const at = (value: number) =>
        place(
          anchor[0] + (boxes[16 * i + value] as number) / inputSide,
          anchor[1] + (boxes[16 * i + value + 1] as number) / inputSide,
        );
      const [x, y] = at(0);
      const [right, left] = [at(4), at(6)];
      const size = Math.max(boxes[16 * i + 2] as number, boxes[16 * i + 3] as number) / inputSide;
      const roll = Math.atan2(left[1] - right[1], left[0] - right[0]);
      found.push({ x, y, side: size * view.side, roll, likely });
    }
  }
  return found;
};

const near = (a: FaceCandidate, b: FaceCandidate): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < 0.5 * Math.max(a.side, b.side);

/** Non-maximum suppression: of overlapping candidates, keeps the most likely. */
export const distinct = (candidates: readonly FaceCandidate[]): FaceCandidate[] => {
  const kept: FaceCandidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.likely - a.likely))
    if (!kept.some((other) => near(other, candidate))) kept.push(candidate);
  return kept;
};

export const detectIn = (run: Run, pyramid: Pyramid, view: View, least: number): FaceCandidate[] =>
  distinct(readView(run, pyramid, view, least));
