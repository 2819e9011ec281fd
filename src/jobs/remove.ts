import type { Clip } from '../core/clip.ts';
import { deleteClip } from '../store/clip-rows.ts';
import { forgetClipWords } from '../store/forget-words.ts';
import { removeUnused } from './pending.ts';
import type { Services } from './services.ts';

/** Removes the files of a deleted clip, its owner's words, and its photos, sound and depth map when nothing else needs them. */
export const eraseClip = async (services: Services, clip: Clip): Promise<void> => {
  await Promise.all([clip.file, clip.thumbnail].map((key) => services.storage.remove(key)));
  await removeUnused(services, clip.recipe.order);
  // Last of all: until then the sweep finds it and begins again.
  await forgetClipWords(services.store.database, clip.id);
};

/** Deletes a clip: from here on nobody sees it, and what cannot be erased now is erased by a later sweep. */
export const removeClip = async (services: Services, clip: Clip): Promise<void> => {
  await deleteClip(services.store.database, clip.id);
  await eraseClip(services, clip).catch((error: unknown) =>
    services.log.warn({ clip: clip.id, error }, 'a deleted clip is erased later'),
  );
};
