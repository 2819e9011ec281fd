import { type FaceMesh, findMesh } from '../analysis/face-mesh.ts';
import { findFaces } from '../analysis/find-faces.ts';
import type { Point } from '../analysis/types.ts';
import { pyramidOf, type RgbPicture } from '../analysis/view.ts';
import type { Vision } from '../analysis/vision.ts';

/** Minimum size in pixels of a face that can be judged, and the maximum number of faces to track. */
const least = 40;
const most = 4;

/** Points that mouths and eyes don't move: brow, temples, cheeks, jaw, nose. */
const firm = [
  10, 338, 332, 284, 389, 454, 361, 397, 379, 400, 152, 176, 150, 172, 132, 234, 162, 54, 103, 109, 50, 280,
  117, 346, 187, 411, 205, 425, 6, 197, 4, 151, 9,
] as const;

const oval = firm.slice(0, 20);

/**
 * Ranges from no harm to full harm: displacement of firm points in widths of the face, difference in closing between
 * both eyes, share of a head out of frame.
 */
const wrong = { cheeks: [0.018, 0.045], lids: [0.4, 0.9], cut: [0.03, 0.25] } as const;

const ramp = (value: number, [from, to]: readonly [number, number]): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

const at = (points: readonly Point[], index: number): Point => points[index] as Point;
const span = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
const widthOf = (points: readonly Point[]): number => span(at(points, 234), at(points, 454));

/** Solves four linear equations with two right-hand sides (Gauss). */
const solve = (rows: number[][]): number[][] => {
  for (let column = 0; column < 4; column += 1) {
    const best = rows
      .slice(column)
      .reduce((a, b) => (Math.abs(b[column] ?? 0) > Math.abs(a[column] ?? 0) ? b : a));
    rows.splice(rows.indexOf(best), 1);
    rows.splice(column, 0, best);
    const pivot = best[column] || 1e-9;
    for (const row of rows) {
      if (row === best) continue;
      const share = (row[column] ?? 0) / pivot;
      for (let i = column; i < row.length; i += 1) row[i] = (row[i] ?? 0) - share * (best[i] ?? 0);
    }
  }
  return rows.map((row, i) => [4, 5].map((side) => (row[side] ?? 0) / (row[i] || 1e-9)));
};

/** How far firm points deviate from where rotating and moving the head would put them, in widths of the face. */
const bent = (before: readonly Point[], after: readonly Point[]): number => {
  const sums = Array.from({ length: 4 }, () => new Array<number>(6).fill(0));
  for (const index of firm) {
    const [x, y, z] = at(before, index);
    const known = [x, y, z, 1, at(after, index)[0], at(after, index)[1]];
    for (let row = 0; row < 4; row += 1)
      for (let column = 0; column < 6; column += 1)
        (sums[row] as number[])[column] =
          ((sums[row] as number[])[column] as number) + (known[row] as number) * (known[column] as number);
  }
  const way = solve(sums);
  const squares = firm.map((index) => {
    const place = [...at(before, index), 1];
    const wished = [0, 1].map((side) =>
      place.reduce((sum, value, i) => sum + value * (way[i]?.[side] ?? 0), 0),
    );
    return ((wished[0] ?? 0) - at(after, index)[0]) ** 2 + ((wished[1] ?? 0) - at(after, index)[1]) ** 2;
  });
  return Math.sqrt(Math.max(...squares)) / widthOf(before);
};

/** How much darker an eye is than the skin below it. The difference comes from the iris, which a closed lid hides. */
const darkness = (
  { width, height, data }: RgbPicture,
  points: readonly Point[],
  corners: readonly [number, number],
  skin: number,
): number => {
  const [a, b] = corners.map((index) => at(points, index)) as [Point, Point];
  const reach = 0.2 * span(a, b);
  const mean = (x: number, y: number): number => {
    let [sum, count] = [0, 0];
    for (let row = Math.round(y - reach); row <= y + reach; row += 1)
      for (let column = Math.round(x - reach); column <= x + reach; column += 1) {
        if (row < 0 || column < 0 || row >= height || column >= width) continue;
        const from = 3 * (row * width + column);
        sum += (data[from] as number) + (data[from + 1] as number) + (data[from + 2] as number);
        count += 1;
      }
    return sum / Math.max(1, count);
  };
  const under = mean(at(points, skin)[0], at(points, skin)[1]);
  return (under - mean((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) / Math.max(30, under);
};

const darknesses = (picture: RgbPicture, points: readonly Point[]): readonly [number, number] => [
  darkness(picture, points, [33, 133], 119),
  darkness(picture, points, [263, 362], 348),
];

/** Eyes with less contrast than this can't be judged. */
const leastDark = 0.12;

const unlikeLids = (was: readonly [number, number], is: readonly [number, number]): number =>
  Math.min(...was) < leastDark ? 0 : Math.abs(is[0] / was[0] - is[1] / was[1]);

/** The share of a head, hair included, that is outside the frame. */
const cutOff = (points: readonly Point[], { width, height }: RgbPicture): number => {
  const [chin, brow] = [at(points, 152), at(points, 10)];
  const crown = [0.25, 0.4].flatMap((up) =>
    [103, 109, 10, 338, 332].map((index): Point => {
      const [x, y] = at(points, index);
      return [x + up * (brow[0] - chin[0]), y + up * (brow[1] - chin[1]), 0];
    }),
  );
  const head = [...oval.map((index) => at(points, index)), ...crown];
  return head.filter(([x, y]) => x < 0 || y < 0 || x >= width || y >= height).length / head.length;
};

const placeOf = ({ points }: FaceMesh) => {
  const [right, left] = [at(points, 33), at(points, 263)];
  const [chin, brow] = [at(points, 152), at(points, 10)];
  return {
    x: (chin[0] + brow[0]) / 2,
    y: (chin[1] + brow[1]) / 2,
    side: 1.05 * Math.max(widthOf(points), span(chin, brow)),
    roll: Math.atan2(left[1] - right[1], left[0] - right[0]),
  };
};

/**
 * How distorted the faces in frames of one size look, 0 (not at all) to 1: lids that don't close together, rubbery
 * cheeks, heads cut off or lost. 0 when the first frame shows no face.
 */
export const faceHarm = async (frames: readonly RgbPicture[], vision: Vision): Promise<number> => {
  const [first, ...others] = frames;
  if (first === undefined) return 0;
  const [detect, mesh] = await Promise.all([vision.model('blazeface'), vision.model('facemesh')]);
  const faces = findFaces(detect, mesh, pyramidOf(first), [])
    .filter(({ side }) => side >= least)
    .slice(0, most)
    .map((face) => ({
      start: face as FaceMesh,
      now: face as FaceMesh,
      eyes: darknesses(first, face.points),
    }));
  if (faces.length === 0) return 0;
  const harms = faces.map(({ start }) => ramp(cutOff(start.points, first), wrong.cut)).map((harm) => [harm]);
  for (const frame of others) {
    const pyramid = pyramidOf(frame);
    for (const [index, face] of faces.entries()) {
      const found = findMesh(mesh, pyramid, placeOf(face.now));
      const lost = found.confidence < 0.5;
      const harm = lost
        ? 1
        : Math.max(
            ramp(bent(face.start.points, found.points), wrong.cheeks),
            ramp(unlikeLids(face.eyes, darknesses(frame, found.points)), wrong.lids),
            ramp(cutOff(found.points, frame), wrong.cut),
          );
      harms[index]?.push(harm);
      if (!lost) face.now = found;
    }
  }
  // The largest face gets the most attention, and a single bad moment is noticeable.
  const each = harms.map((all) => {
    const sorted = [...all].sort((a, b) => b - a);
    return (
      0.5 * (sorted[Math.floor(0.08 * sorted.length)] ?? 0) + 0.5 * (all.reduce((a, b) => a + b) / all.length)
    );
  });
  return Math.max(each[0] ?? 0, ...each.slice(1).map((harm) => 0.7 * harm));
};
