import type { Size } from '../../core/shot.ts';
import type { PhotoAnalysis } from '../../media/analysis/types.ts';
import { photoSize, readThumbnail } from '../../media/texture.ts';
import type { Mask } from './cover.ts';
import { coloursOf } from './depth/colours.ts';
import { knownDepth } from './depth/known.ts';
import { type Face, faceOf } from './depth/people.ts';
import { readScene, type Scene } from './depth/scene.ts';
import { type DepthSource, guessed, type OnTrouble } from './depth/source.ts';
import { findFaces } from './faces/detect.ts';

/** Depth is guessed on a copy of this size: what is finer than that only makes a warp restless. */
const sceneSide = 320;

/** Faces are looked for on a copy of this size, where they must be 45 pixels wide. */
const faceSide = 480;

/** A photo the engine has looked at. */
export type Sight = {
  readonly photo: Size;
  readonly scene: Scene;
  readonly mask?: Mask | null;
  readonly analysis?: PhotoAnalysis;
};

const readSmall = async (path: string, { width, height }: Size, side: number) => {
  const shrink = side / Math.max(width, height);
  const small = {
    width: Math.max(16, Math.round(width * shrink)),
    height: Math.max(16, Math.round(height * shrink)),
  };
  return coloursOf(await readThumbnail(path, small), small.width, small.height);
};

/** Faces in a photo that are at least 45 pixels wide in a copy of this side. Throws Failure `photo_damaged`. */
export const facesIn = async (path: string, photo: Size, side: number): Promise<readonly Face[]> => {
  const { luma } = await readSmall(path, photo, side);
  return findFaces(luma).map((box) => faceOf(box, luma));
};

/** Looks at a photo: finds its faces and its depth. Throws Failure `photo_damaged`. */
export const lookAt = async (
  path: string,
  source: DepthSource = guessed,
  onTrouble: OnTrouble = () => {},
): Promise<Sight> => {
  const photo = await photoSize(path);
  const [colours, faces] = await Promise.all([
    readSmall(path, photo, sceneSide),
    facesIn(path, photo, faceSide),
  ]);
  const known = await knownDepth(path, photo, colours.luma, source, onTrouble);
  return { photo, scene: readScene(colours, faces, known) };
};
