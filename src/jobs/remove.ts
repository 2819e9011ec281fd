import type { Clip } from '../core/clip.ts';
import { deleteClip } from '../store/clip-rows.ts';
import { forgetClipWords } from '../store/forget-words.ts';
import { removeUnused } from './pending.ts';
import type { House } from './services.ts';

/** Deletes a clip with its files and its owner's words, and its photos, sound and depth map when nothing else needs them. */
export const removeClip = async (house: House, clip: Clip): Promise<void> => {
  const { database } = house.store;
  // Files first: should we die in between, a row without a file can be deleted again, a file without a row cannot.
  await Promise.all([clip.file, clip.thumbnail].map((key) => house.storage.remove(key)));
  await deleteClip(database, clip.id);
  await removeUnused(house, clip.recipe.order);
  await forgetClipWords(database, clip.id);
};
