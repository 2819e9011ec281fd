import type { Size } from '../../core/shot.ts';
import { photoSize, readThumbnail } from '../../media/texture.ts';
import { coloursOf } from './depth/colours.ts';
import { faceOf } from './depth/people.ts';
import { readScene, type Scene } from './depth/scene.ts';
import { findFaces } from './faces/detect.ts';

/** Depth is guessed on a copy of this size: what is finer than that only makes a warp restless. */
const sceneSide = 320;

/** Faces are looked for on a copy of this size, where they must be 45 pixels wide. */
const faceSide = 480;

/** A photo the engine has looked at. */
export type Sight = { readonly photo: Size; readonly scene: Scene };

const readSmall = async (path: string, { width, height }: Size, side: number) => {
  const shrink = side / Math.max(width, height);
  const small = {
    width: Math.max(16, Math.round(width * shrink)),
    height: Math.max(16, Math.round(height * shrink)),
  };
  return coloursOf(await readThumbnail(path, small), small.width, small.height);
};

/** Looks at a photo: finds its faces and guesses its depth. Throws Failure `photo_damaged`. */
export const lookAt = async (path: string): Promise<Sight> => {
  const photo = await photoSize(path);
  const [colours, { luma }] = await Promise.all([
    readSmall(path, photo, sceneSide),
    readSmall(path, photo, faceSide),
  ]);
  const faces = findFaces(luma).map((box) => faceOf(box, luma));
  return { photo, scene: readScene(colours, faces) };
};
