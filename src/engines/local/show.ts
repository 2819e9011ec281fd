import { Failure } from '../../core/failure.ts';
import { guessed, type OnTrouble } from './depth/source.ts';
import { type Film, openEasel, openFilm } from './film.ts';
import type { FilmInput } from './film-input.ts';
import { openDuet } from './portraits/duet.ts';
import { withWeather } from './weather/weather.ts';

/**
 * Opens the film that an input asks for, from one photo or two. Throws Failure `photo_missing`, `photo_damaged` or
 * `faces_missing`.
 */
export const openShow = async (
  photos: readonly string[],
  input: FilmInput,
  source = guessed,
  onTrouble: OnTrouble = () => {},
): Promise<Film> => {
  const [first, second] = photos;
  const { layout } = input.recipe;
  if (first === undefined) throw new Failure('photo_missing');
  const film =
    layout === null
      ? await openFilm(first, input, openEasel, source, onTrouble)
      : await openDuet(first, second ?? null, input, layout, openEasel);
  return withWeather(film, input);
};
