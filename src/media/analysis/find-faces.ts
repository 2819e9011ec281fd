import type { Size } from '../../core/shot.ts';
import { detectIn, distinct, type FaceCandidate } from './blazeface.ts';
import { type FaceMesh, findMesh } from './face-mesh.ts';
import type { Point } from './types.ts';
import type { Pyramid, View } from './view.ts';
import type { Run } from './vision.ts';

export type FoundFace = FaceCandidate & FaceMesh;

/** Confidence that counts as a face, and the lower one that justifies a closer look. */
const likelyEnough = 0.5;
const worthALook = 0.2;

/** The mesh model finds a face in nearly everything, but is confident only for actual faces. */
const leastConfidence = 0.8;

const most = 40;

export const wholeView = ({ width, height }: Size, angle = 0): View => ({
  x: width / 2,
  y: height / 2,
  side: Math.max(width, height),
  angle,
});

/** Square tiles of one size that cover the picture and overlap by at least a third. */
const tilesOf = ({ width, height }: Size, side: number): View[] => {
  const places = (length: number): number[] => {
    if (length <= side) return [length / 2];
    const count = Math.ceil((length - side) / (0.66 * side)) + 1;
    return Array.from({ length: count }, (_, i) => side / 2 + ((length - side) * i) / (count - 1));
  };
  return places(height).flatMap((y) => places(width).map((x) => ({ x, y, side, angle: 0 })));
};

const inside = ({ x, y }: FaceCandidate, { points }: FaceMesh): boolean => {
  const xs = points.map(([px]) => px);
  const ys = points.map(([, py]) => py);
  return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys);
};

/**
 * Confidence thresholds: accept at first glance, accept after a look from the usual distance, and below which to
 * reject.
 */
const sure = { glance: 0.92, closer: 0.86, doubt: 0.8 } as const;

/** Maximum mesh movement, in widths of the face, for a person viewed from another position. A dog's mesh moves more. */
const wander = 0.01;

/** How far the mesh points move when the search starts from slightly different positions, in widths of the face. */
const unsteadiness = (mesh: Run, pyramid: Pyramid, face: FaceCandidate, { points }: FaceMesh): number => {
  const span = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const width = span(points[234] as Point, points[454] as Point);
  const moves = [
    [0.08, 0, 1, 0],
    [-0.08, 0.05, 1.15, 0.2],
    [0, -0.08, 0.9, -0.25],
  ] as const;
  const distances = moves.map(([right, down, size, turn]) => {
    const { x, y, side, roll } = face;
    const other = findMesh(mesh, pyramid, {
      x: x + right * side,
      y: y + down * side,
      side: side * size,
      roll: roll + turn,
    });
    const sum = points.reduce((total, point, i) => total + span(point, other.points[i] as Point), 0);
    return sum / points.length / width;
  });
  return Math.max(...distances);
};

/**
 * Dogs, dolls and upside-down photos fool each model on its own. A person's face is found again, unchanged, from other
 * views.
 */
const isPerson = (
  detect: Run,
  mesh: Run,
  pyramid: Pyramid,
  face: FaceCandidate,
  found: FaceMesh,
): boolean => {
  if (face.likely >= sure.glance) return true;
  const { x, y, side, roll } = face;
  const again = detectIn(detect, pyramid, { x, y, side: 4 * side, angle: roll }, sure.doubt);
  const here = again.filter((other) => Math.hypot(other.x - x, other.y - y) < 0.4 * side);
  const chance = Math.max(0, ...here.map(({ likely }) => likely));
  if (chance >= sure.closer) return true;
  if (chance < sure.doubt) return false;
  return face.likely >= 0.9 || unsteadiness(mesh, pyramid, face, found) < wander;
};

/** Candidates that the mesh model confirms. */
const confirm = (
  detect: Run,
  mesh: Run,
  pyramid: Pyramid,
  candidates: readonly FaceCandidate[],
): FoundFace[] => {
  const kept: FoundFace[] = [];
  for (const candidate of candidates) {
    if (kept.length === most) break;
    const found = findMesh(mesh, pyramid, candidate);
    if (found.confidence < leastConfidence || !inside(candidate, found)) continue;
    if (kept.some((other) => inside(candidate, other))) continue;
    if (isPerson(detect, mesh, pyramid, candidate, found)) kept.push({ ...candidate, ...found });
  }
  return kept;
};

/**
 * Finds faces, largest first: in the whole photo, in tiles, in close-ups of uncertain candidates, and rotated when
 * there is no upright face. 0.1 s for a portrait, up to a second for a crowd.
 */
export const findFaces = (detect: Run, mesh: Run, pyramid: Pyramid, hints: readonly View[]): FoundFace[] => {
  const size = pyramid[0] as Size;
  const long = Math.max(size.width, size.height);
  const whole = detectIn(detect, pyramid, wholeView(size), worthALook);
  const sure = whole.filter(({ likely }) => likely >= likelyEnough);
  const large = Math.max(0, ...sure.map(({ side }) => side)) > 0.3 * long;
  const coarse = large
    ? []
    : tilesOf(size, 0.58 * long).flatMap((view) => detectIn(detect, pyramid, view, worthALook));
  let found = distinct([...whole, ...coarse]);
  const crowd = found.filter(({ likely, side }) => likely >= likelyEnough && side < 0.12 * long).length > 2;
  if (crowd)
    found = distinct([
      ...found,
      ...tilesOf(size, 0.3 * long).flatMap((view) => detectIn(detect, pyramid, view, worthALook)),
    ]);
  const closer = [
    ...hints,
    ...found
      .filter(({ likely }) => likely < likelyEnough)
      .slice(0, 8)
      .map(({ x, y, side, roll }): View => ({ x, y, side: 3 * side, angle: roll })),
  ].flatMap((view) => detectIn(detect, pyramid, view, likelyEnough));
  const upright = distinct([...found.filter(({ likely }) => likely >= likelyEnough), ...closer]);
  const faces = confirm(detect, mesh, pyramid, upright);
  if (faces.length > 0) return faces.sort((a, b) => b.side - a.side);
  // Candidates rejected when upright don't become valid because the photo is rotated.
  const turned = [0.5, 0.25, 0.75]
    .flatMap((turn) => detectIn(detect, pyramid, wholeView(size, 2 * Math.PI * turn), likelyEnough))
    .filter(({ roll }) => Math.abs(roll) > 0.8);
  return confirm(detect, mesh, pyramid, distinct(turned)).sort((a, b) => b.side - a.side);
};
