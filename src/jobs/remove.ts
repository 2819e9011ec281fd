import type { Clip } from '../core/clip.ts';
import { filesOf } from '../core/order.ts';
import { deleteClip } from '../store/clips.ts';
import { findUnusedPhotos, markPhotosRemoved } from '../store/photos.ts';
import type { House } from './house.ts';

/** Deletes a clip with its files, and its photos, sound and depth map when nothing else needs them. */
export const removeClip = async (house: House, clip: Clip): Promise<void> => {
  const { database } = house.store;
  // Files first: should we die in between, a row without a file can be deleted again, a file without a row cannot.
  await Promise.all([clip.file, clip.thumbnail].map((key) => house.storage.remove(key)));
  await deleteClip(database, clip.id);
  const unused = await findUnusedPhotos(database, filesOf(clip.recipe.order));
  await Promise.all(unused.map((photo) => house.storage.remove(photo.file)));
  await markPhotosRemoved(
    database,
    unused.map((photo) => photo.id),
  );
};
