import type { Size } from '../../core/shot.ts';
import { coveredIn } from './covered.ts';
import { findEye } from './eyes.ts';
import { motionsOf } from './face-motions.ts';
import { type FoundFace, findFaces } from './find-faces.ts';
import { poseOf } from './head-pose.ts';
import { findPeople } from './people.ts';
import type { ReadPhoto } from './read-photo.ts';
import { segment } from './selfie.ts';
import type { Box, Eye, PhotoAnalysis, Point, SeenFace } from './types.ts';
import { pyramidOf, type RgbPicture } from './view.ts';
import type { Vision } from './vision.ts';

const boxOf = ({ x, y, side }: FoundFace): Box => [x - side / 2, y - side / 2, side, side];

/** Scales all coordinates of a face by the number of photo pixels per picture pixel. */
const enlarge = (face: Omit<SeenFace, 'motions'>, scale: number): Omit<SeenFace, 'motions'> => {
  const point = ([x, y, z]: Point): Point => [x * scale, y * scale, z * scale];
  const eye = ({ outer, inner, upper, lower, iris, openness, ...looks }: Eye): Eye => ({
    ...looks,
    outer: point(outer),
    inner: point(inner),
    upper: upper.map(point),
    lower: lower.map(point),
    iris: iris.map(point),
    openness: openness * scale,
  });
  return {
    box: face.box.map((value) => value * scale) as unknown as Box,
    confidence: face.confidence,
    points: face.points.map(point),
    eyes: { left: eye(face.eyes.left), right: eye(face.eyes.right) },
    pose: face.pose,
  };
};

const seeFace = (
  found: FoundFace,
  picture: RgbPicture,
  photo: Size,
  scale: number,
  eyeOf: (points: readonly Point[], side: 'left' | 'right') => Eye,
): SeenFace => {
  const { points, confidence } = found;
  const eyes = { left: eyeOf(points, 'left'), right: eyeOf(points, 'right') };
  const covered = coveredIn(picture, points, eyes);
  const face = enlarge({ box: boxOf(found), confidence, points, eyes, pose: poseOf(points) }, scale);
  return { ...face, motions: motionsOf({ ...face, covered }, photo) };
};

/** Analyses a photo with loaded models. Deterministic. 0.3 s for a portrait, a second for a crowd. */
export const seePhoto = async (
  vision: Vision,
  { picture, size, advice }: ReadPhoto,
): Promise<PhotoAnalysis> => {
  const pyramid = pyramidOf(picture);
  const scale = size.width / picture.width;
  const [detect, mesh, iris] = await Promise.all([
    vision.model('blazeface'),
    vision.model('facemesh'),
    vision.model('iris'),
  ]);
  const found = findFaces(detect, mesh, pyramid, []);
  const boxes = found.map(boxOf);
  const faces = found.map(
    (face): SeenFace =>
      seeFace(face, picture, size, scale, (points, side) => findEye(iris, pyramid, points, side)),
  );
  const people = findPeople(await vision.model('movenet-lightning'), pyramid, boxes);
  const segmented = segment(await vision.model('selfie'), pyramid, boxes);
  const grow = (box: Box): Box => box.map((value) => value * scale) as unknown as Box;
  return {
    ...size,
    faces,
    people: people.map(({ box, skeleton, face }) => ({
      box: grow(box),
      skeleton: skeleton?.map(({ x, y, score }) => ({ x: x * scale, y: y * scale, score })) ?? null,
      face,
    })),
    mask: segmented?.mask ?? null,
    subject: segmented && {
      box: grow(segmented.box),
      confidence: segmented.confidence,
      kind: people.length > 0 ? 'person' : 'thing',
    },
    advice,
  };
};
