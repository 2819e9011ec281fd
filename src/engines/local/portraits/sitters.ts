import { Failure } from '../../../core/failure.ts';
import { photoSize, type Region } from '../../../media/texture.ts';
import { facesIn, lookAt } from '../sight.ts';
import { cropOf, cropPair } from './crop.ts';

/** A photo, and the part of it that one portrait shows. */
export type Sitter = { readonly path: string; readonly region: Region };

const alone = async (path: string): Promise<Sitter> => ({ path, region: cropOf(await lookAt(path)) });

/** Who is shown: one from each of two photos, or the two largest faces of one. Throws Failure `photo_damaged` or `faces_missing`. */
export const findSitters = async (
  first: string,
  second: string | null,
): Promise<readonly [Sitter, Sitter]> => {
  if (second !== null) return Promise.all([alone(first), alone(second)]);
  const photo = await photoSize(first);
  const faces = await facesIn(first, photo);
  const [one, other] = faces.toSorted((a, b) => b.across - a.across);
  if (one === undefined || other === undefined)
    throw new Failure('faces_missing', { found: faces.length, needed: 2 });
  const [left, right] = cropPair(photo, one, other);
  return [
    { path: first, region: left },
    { path: first, region: right },
  ];
};
