import type { Size } from '../../core/shot.ts';
import { nothingSeen } from '../../media/analysis/analyse.ts';
import { repairCracks } from '../../media/repair/repair.ts';
import { type Region, readPhoto, readRegion, readTexture } from '../../media/texture.ts';
import { alongFlatArt } from './depth/flat-art.ts';
import { guessed, type OnTrouble } from './depth/source.ts';
import { type Film, filmOf, openEasel } from './frame-source.ts';
import { layeredFilm, mayBeLayered } from './layered.ts';
import { lookAt } from './local-analysis.ts';
import { onBlur } from './on-blur.ts';
import type { FilmInput } from './render-input.ts';

/** Looks at the photo and its depth and tries the shot out. Throws Failure `photo_damaged`. */
export const openFilm = async (
  path: string,
  input: FilmInput,
  makeEasel = openEasel,
  source = guessed,
  onTrouble: OnTrouble = () => {},
  loudness: Float32Array | null = null,
): Promise<Film> => {
  const decoding = readPhoto(path);
  // A damaged photo is told of by whoever looks at it first.
  decoding.catch(() => {});
  const { recipe } = input;
  const { restoration } = recipe;
  const sight = await lookAt(path, source, onTrouble);
  const read = async (region: Region, size: Size) => {
    const photo = await decoding;
    if (restoration?.repair === 'gentle' || restoration?.repair === 'full')
      await repairCracks(photo, sight.analysis ?? nothingSeen(photo), restoration.repair);
    return readTexture(photo, region, size, restoration);
  };
  const { split = null, mask = null } = sight;
  const shown =
    sight.flat && source.map === null
      ? { ...input, recipe: alongFlatArt(recipe, sight.photo.width / sight.photo.height) }
      : input;
  return onBlur(shown, sight.analysis ?? nothingSeen(sight.photo), async (inner) =>
    split !== null && mask !== null && mayBeLayered(inner)
      ? layeredFilm(sight, split, mask, inner, makeEasel, async (region, size) =>
          readRegion(await decoding, region, size),
        )
      : filmOf(sight, inner, makeEasel, read, loudness),
  );
};
