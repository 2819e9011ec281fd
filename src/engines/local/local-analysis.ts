import type { Size } from '../../core/shot.ts';
import { analyseIfPossible, nothingSeen, type See } from '../../media/analysis/analyse.ts';
import type { Mask, PhotoAnalysis } from '../../media/analysis/types.ts';
import type { Plane } from '../../media/pixels/plane.ts';
import { shrink } from '../../media/pixels/shrink.ts';
import { photoSize, readThumbnail } from '../../media/texture.ts';
import { findThing } from './cutout/find-thing.ts';
import { coloursOf } from './depth/colours.ts';
import { isFlatArt } from './depth/flat-art.ts';
import { knownDepth } from './depth/known.ts';
import { findLines } from './depth/lines.ts';
import { faceOf } from './depth/people-depth.ts';
import { readScene, type Scene } from './depth/scene.ts';
import { type DepthSource, guessed, type OnTrouble } from './depth/source.ts';
import { type Split, splitScene } from './depth/split.ts';

/** Long side of the copy that depth is estimated on, in pixels. Finer detail only makes a warp unsteady. */
const sceneSide = 320;

/** Long side of the copy that lines are detected on, in pixels. */
const lineSide = 640;

/** An analysed photo. `mask` says how much of each pixel is the subject. */
export type LocalAnalysis = {
  readonly photo: Size;
  readonly scene: Scene;
  readonly mask?: Mask | null;
  /** Depth of the subject and of the background, if the subject can be cut out cleanly. */
  readonly split?: Split | null;
  /** Whether the photo is a drawing or a diagram, without a scene. */
  readonly flat?: boolean;
  readonly analysis?: PhotoAnalysis;
  /** How much each place may move, if the user supplied a mask. */
  readonly free?: Plane | null;
};

const readSmall = async (path: string, { width, height }: Size, side: number) => {
  const shrink = side / Math.max(width, height);
  const small = {
    width: Math.max(16, Math.round(width * shrink)),
    height: Math.max(16, Math.round(height * shrink)),
  };
  return coloursOf(await readThumbnail(path, small), small.width, small.height);
};

const personIn = (mask: Mask, { width, height }: Size) => ({
  ...{ width, height },
  values: shrink(mask.data, mask, { width, height }, 1).map((value) => value / 255),
});

/** Finds the people in a photo and its depth. Throws `Failure` `photo_damaged`. */
export const readPhotoScene = async (
  path: string,
  source: DepthSource = guessed,
  onTrouble: OnTrouble = () => {},
  see?: See,
): Promise<LocalAnalysis> => {
  const photo = await photoSize(path);
  const seeing = analyseIfPossible(source, onTrouble, see)(path);
  // The first reader of a damaged photo reports it, so this rejection must not count as unhandled.
  seeing.catch(() => {});
  const [colours, sharp] = await Promise.all([
    readSmall(path, photo, sceneSide),
    readSmall(path, photo, lineSide),
  ]);
  const known = await knownDepth(path, photo, colours.luma, source, onTrouble);
  const analysis = await seeing;
  const faces = analysis.faces.map((face) => faceOf(face, photo));
  const person = analysis.mask && personIn(analysis.mask, colours.luma);
  const scene = readScene(colours, faces, known, findLines(sharp.luma), person);
  const split = analysis.mask && splitScene(colours, analysis.mask, scene.depth);
  const flat = faces.length === 0 && isFlatArt(colours);
  return { photo, scene, split, flat, mask: analysis.mask, analysis };
};

/** The same with the one thing that stands out as the subject, if there is one. Throws `Failure` `photo_damaged`. */
export const withThing = async (path: string, seen: LocalAnalysis): Promise<LocalAnalysis> => {
  const { mask } = await findThing(path, seen.analysis ?? nothingSeen(seen.photo));
  return mask === null
    ? seen
    : { ...seen, mask, scene: { ...seen.scene, subject: personIn(mask, seen.scene.subject) } };
};
