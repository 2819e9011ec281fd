import type { Clip } from '../core/clip.ts';
import { deleteClip } from '../store/clip-rows.ts';
import { forgetClipWords } from '../store/forget-words.ts';
import { removeUnused } from './pending.ts';
import type { Services } from './services.ts';

/** Deletes a clip with its files and its owner's words, and its photos, sound and depth map when nothing else needs them. */
export const removeClip = async (services: Services, clip: Clip): Promise<void> => {
  const { database } = services.store;
  // Files first: should we die in between, a row without a file can be deleted again, a file without a row cannot.
  await Promise.all([clip.file, clip.thumbnail].map((key) => services.storage.remove(key)));
  await deleteClip(database, clip.id);
  await removeUnused(services, clip.recipe.order);
  await forgetClipWords(database, clip.id);
};
