import type { Clip } from '../core/clip.ts';
import { isSideBySide } from '../core/variants.ts';
import { clipsOfJob, deleteClip } from '../store/clip-rows.ts';
import { forgetClipWords } from '../store/forget-words.ts';
import { forgetPosts } from '../store/posts.ts';
import { countDelivered, erasePosts, eraseResult } from './erase-posts.ts';
import { removeUnused } from './pending.ts';
import type { Services } from './services.ts';

/**
 * Erases a deleted clip: its files, what its owner wrote, and its photos, sound and depth map when nothing else needs
 * them. Returns how many messages that show it stay.
 */
export const eraseClip = async (services: Services, clip: Clip): Promise<number> => {
  await Promise.all([clip.file, clip.thumbnail].map((key) => services.storage.remove(key)));
  await removeUnused(services, clip.recipe.order);
  const stays = await erasePosts(services, clip);
  await forgetPosts(services.store.database, clip.id);
  // Must be last: until then the sweep finds the clip and starts over.
  await forgetClipWords(services.store.database, clip.id);
  return stays;
};

/**
 * Deletes a clip and the comparisons that show it. It is hidden from everyone immediately; a later sweep erases what
 * can't be erased now. Returns how many messages that its owner posted stay.
 */
export const removeClip = async (services: Services, clip: Clip): Promise<number> => {
  const others = await clipsOfJob(services.store.database, clip.job);
  // A comparison shows it too.
  const showing = others.filter((other) => isSideBySide(other, clip.id));
  for (const each of [clip, ...showing]) await deleteClip(services.store.database, each.id);
  let stays = 0;
  for (const each of [clip, ...showing])
    stays += await eraseClip(services, each).catch((error: unknown) => {
      services.log.warn({ clip: each.id, error }, 'erasing a deleted clip will be retried');
      return 0;
    });
  return stays;
};

/** What still shows clips that their owner deleted: messages that couldn't be deleted, and a result whose other clips are left. */
export type StillShown = { readonly stays: number; readonly shown: number };

/** Deletes clips for their owner, and the message of each result of which no clip is left. */
export const removeClips = async (services: Services, clips: readonly Clip[]): Promise<StillShown> => {
  let [stays, shown] = [0, 0];
  for (const clip of clips) stays += await removeClip(services, clip);
  for (const job of new Set(clips.map((clip) => clip.job)))
    if ((await clipsOfJob(services.store.database, job)).length > 0)
      shown += await countDelivered(services, job);
    else stays += await eraseResult(services, job);
  return { stays, shown };
};
