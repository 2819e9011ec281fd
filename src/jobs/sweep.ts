import { findOutlived } from '../store/clips.ts';
import { findUnclaimed } from '../store/jobs.ts';
import { findExpiredPhotos, markPhotosRemoved } from '../store/photos.ts';
import { findStale } from '../store/settings.ts';
import { collect } from './collect.ts';
import type { House } from './house.ts';
import { findPending, forgetPending, pendingPrefix } from './pending.ts';
import { removeClip } from './remove.ts';

const sweepMilliseconds = 3_000;
const collectMilliseconds = 15 * 60_000;
const batch = 500;

/** Pushes again every unfinished job that nobody holds and the queue has lost. Gives how many. */
const pushLost = async (house: House): Promise<number> => {
  const waiting = await findUnclaimed(house.store.database, batch);
  const known = await house.queue.knows(waiting.map((job) => job.id));
  const lost = waiting.filter((job) => !known.has(job.id));
  for (const job of lost) await house.queue.push(job.id, job.priority);
  return lost.length;
};

const removeExpiredPhotos = async (house: House): Promise<void> => {
  const expired = await findExpiredPhotos(house.store.database, batch);
  await Promise.all(expired.map((photo) => house.storage.remove(photo.file)));
  await markPhotosRemoved(
    house.store.database,
    expired.map((photo) => photo.id),
  );
};

/** Deletes clips that are older than their community keeps them. */
const removeOutlivedClips = async (house: House): Promise<void> => {
  for (const clip of await findOutlived(house.store.database, batch)) await removeClip(house, clip);
};

/** Forgets orders whose question nobody has answered. */
const forgetUnanswered = async (house: House): Promise<void> => {
  for (const { scope, name } of await findStale(house.store.database, pendingPrefix, batch)) {
    const id = name.slice(pendingPrefix.length);
    await forgetPending(house, (await findPending(house, [scope], id)).order, id);
  }
};

/** One round of putting right what crashes and outages left behind. */
export const sweep = async (house: House): Promise<void> => {
  const pushed = await pushLost(house);
  if (pushed > 0) house.log.info({ pushed }, 'pushed lost jobs again');
  await removeExpiredPhotos(house);
  await removeOutlivedClips(house);
  await forgetUnanswered(house);
  await house.storage.tidy();
};

/** Sweeps now and every few seconds until stopped; a round that fails is logged and the next one tries again. */
export const startSweeping = (house: House): { stop(): Promise<void> } => {
  let running = Promise.resolve();
  let stopped = false;
  let collected = Number.NEGATIVE_INFINITY;
  const work = async (): Promise<void> => {
    await sweep(house);
    if (performance.now() - collected < collectMilliseconds) return;
    collected = performance.now();
    await collect(house);
  };
  const round = (): void => {
    running = work()
      .catch((error: unknown) => house.log.warn({ error }, 'sweep failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(round, sweepMilliseconds);
      });
  };
  let timer: NodeJS.Timeout | undefined;
  round();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
};
