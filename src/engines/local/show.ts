import { Failure } from '../../core/failure.ts';
import { type Film, openEasel, openFilm } from './film.ts';
import type { FilmInput } from './film-input.ts';
import { openDuet } from './portraits/duet.ts';

/** Opens the film that an input asks for, from one photo or two. Throws Failure `photo_missing` or `photo_damaged`. */
export const openShow = async (photos: readonly string[], input: FilmInput): Promise<Film> => {
  const [first, second] = photos;
  const { layout } = input.recipe;
  if (first === undefined) throw new Failure('photo_missing');
  if (layout === null) return openFilm(first, input);
  if (second === undefined) throw new Failure('photo_missing');
  return openDuet([first, second], input, layout, openEasel);
};
