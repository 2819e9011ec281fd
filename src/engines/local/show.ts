import { Failure } from '../../core/failure.ts';
import { analysePhoto, nothingSeen } from '../../media/analysis/analyse.ts';
import type { PhotoAnalysis } from '../../media/analysis/types.ts';
import { photoSize } from '../../media/texture.ts';
import { openCutOut } from './cutout/open-cutout.ts';
import { guessed, type OnTrouble } from './depth/source.ts';
import { type Film, openEasel } from './film.ts';
import type { FilmInput } from './film-input.ts';
import { onBlur } from './on-blur.ts';
import { openFilm } from './open-film.ts';
import { openDuet } from './portraits/duet.ts';
import { withWeather } from './weather/weather.ts';

/**
 * Opens the film that an input asks for, from one photo or two. Throws Failure `photo_missing`, `photo_damaged`,
 * `subject_missing` or `faces_missing`.
 */
export const openShow = async (
  photos: readonly string[],
  input: FilmInput,
  source = guessed,
  onTrouble: OnTrouble = () => {},
  see: (path: string) => Promise<PhotoAnalysis> = analysePhoto,
  loudness: Float32Array | null = null,
): Promise<Film> => {
  const [first, second] = photos;
  const { cutout, layout } = input.recipe;
  if (first === undefined) throw new Failure('photo_missing');
  const open = async (): Promise<Film> => {
    if (cutout !== null) {
      const seen = source.faceAnalysis === 'off' ? nothingSeen(await photoSize(first)) : await see(first);
      return onBlur(input, seen, (inner) => openCutOut(first, inner, cutout, seen, openEasel));
    }
    if (layout !== null) return openDuet(first, second ?? null, input, layout, openEasel);
    return openFilm(first, input, openEasel, source, onTrouble, loudness);
  };
  const film = await open();
  return withWeather(film, input);
};
