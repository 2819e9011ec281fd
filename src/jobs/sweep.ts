import { findUnclaimed } from '../store/claims.ts';
import { findOutlived } from '../store/clip-rows.ts';
import { findExpiredPhotos } from '../store/photos.ts';
import { findStale } from '../store/saved-settings.ts';
import { collect } from './collect.ts';
import { removePhotos } from './input-files.ts';
import { laneOf } from './lanes.ts';
import { sayLastWords } from './last-words.ts';
import { findPending, forgetPending, pendingPrefix } from './pending.ts';
import { refreshCards } from './refresh.ts';
import { removeClip } from './remove.ts';
import type { House } from './services.ts';

const sweepMilliseconds = 3_000;
const collectMilliseconds = 15 * 60_000;
const batch = 500;

/** Pushes again every unfinished job that nobody holds and the queue has lost. */
const pushLost = async (house: House): Promise<void> => {
  const waiting = await findUnclaimed(house.store.database, batch);
  const known = await house.queue.knows(waiting.map((job) => job.id));
  const lost = waiting.filter((job) => !known.has(job.id));
  for (const job of lost) await house.queue.push(laneOf(house, job.engine), job.id, job.priority);
  if (lost.length > 0) house.log.info({ pushed: lost.length }, 'pushed lost jobs again');
};

const removeExpiredPhotos = async (house: House): Promise<void> => {
  await removePhotos(house, await findExpiredPhotos(house.store.database, batch));
};

/** Deletes clips that are older than their community keeps them. */
const removeOutlivedClips = async (house: House): Promise<void> => {
  for (const clip of await findOutlived(house.store.database, batch))
    await removeClip(house, clip).catch((error: unknown) =>
      house.log.warn({ clip: clip.id, error }, 'a clip could not be removed'),
    );
};

/** Forgets orders whose question nobody has answered. */
const forgetUnanswered = async (house: House): Promise<void> => {
  for (const { scope, name } of await findStale(house.store.database, pendingPrefix, batch)) {
    const id = name.slice(pendingPrefix.length);
    await forgetPending(house, (await findPending(house, [scope], id)).order, id);
  }
};

// By its usual pace.
const refresh = (house: House): Promise<void> => refreshCards(house);

/** One round of putting right what crashes and outages left behind. */
export const sweep = async (house: House): Promise<void> => {
  const tidy = (): Promise<void> => house.storage.tidy();
  const rounds = [
    pushLost,
    refresh,
    sayLastWords,
    removeExpiredPhotos,
    removeOutlivedClips,
    forgetUnanswered,
    tidy,
  ];
  for (const round of rounds)
    await round(house).catch((error: unknown) => house.log.warn({ error }, 'a part of the sweep failed'));
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
