import { findUnclaimed } from '../store/claims.ts';
import { findOutlived, findUnerased } from '../store/clip-rows.ts';
import { endCard, findEndingCards } from '../store/deliveries.ts';
import { findExpiredInputFiles } from '../store/input-file-rows.ts';
import { findJob } from '../store/jobs.ts';
import { removeExpiredQuestions } from '../store/open-questions.ts';
import { expiredPending } from '../store/pending-orders.ts';
import { forgetOwners } from './forget-owner.ts';
import { laneOf } from './lanes.ts';
import { removeInputFiles } from './order-files.ts';
import { forgetPending } from './pending.ts';
import { refreshCards } from './refresh.ts';
import { eraseClip, removeClip } from './remove.ts';
import { removeOrphans } from './remove-orphans.ts';
import type { Services } from './services.ts';
import { updateCard } from './update-card.ts';

const sweepMilliseconds = 3_000;
const collectMilliseconds = 15 * 60_000;
const batch = 500;

/** Pushes unfinished jobs again that no worker holds and the queue has lost. */
const pushLost = async (services: Services): Promise<void> => {
  const waiting = await findUnclaimed(services.store.database, batch);
  const known = await services.queue.knows(waiting.map((job) => job.id));
  const lost = waiting.filter((job) => !known.has(job.id));
  for (const job of lost) await services.queue.push(laneOf(services, job.engine), job.id, job.priority);
  if (lost.length > 0) services.log.info({ pushed: lost.length }, 'pushed lost jobs again');
};

const removeExpiredPhotos = async (services: Services): Promise<void> => {
  await removeInputFiles(services, await findExpiredInputFiles(services.store.database, batch));
};

/** Deletes clips that are older than their community's retention period. */
const removeOutlivedClips = async (services: Services): Promise<void> => {
  for (const clip of await findOutlived(services.store.database, batch))
    await removeClip(services, clip).catch((error: unknown) =>
      services.log.warn({ clip: clip.id, error }, 'a clip could not be removed'),
    );
};

/** Erases what is left of deleted clips after an interruption. */
const eraseDeleted = async (services: Services): Promise<void> => {
  for (const clip of await findUnerased(services.store.database, batch))
    await eraseClip(services, clip).catch((error: unknown) =>
      services.log.warn({ clip: clip.id, error }, 'erasing a deleted clip will be retried'),
    );
};

/** Forgets pending orders whose question wasn't answered in time. */
const forgetUnanswered = async (services: Services): Promise<void> => {
  for (const pending of await expiredPending(services.store.database, batch))
    await forgetPending(services, pending);
};

/** Runs one round of repairs after crashes and outages. */
export const sweep = async (services: Services): Promise<void> => {
  const { storage, store } = services;
  const rounds: ((services: Services) => Promise<void>)[] = [
    pushLost,
    refreshCards,
    showFinalUpdates,
    removeExpiredPhotos,
    removeOutlivedClips,
    eraseDeleted,
    forgetOwners,
    forgetUnanswered,
    () => removeExpiredQuestions(store.database),
    () => storage.tidy(),
  ];
  for (const round of rounds)
    await round(services).catch((error: unknown) =>
      services.log.warn({ error }, 'part of the cleanup failed'),
    );
};

/** Sweeps now and every few seconds until stopped. A failed round is logged, and the next one tries again. */
export const startSweeping = (services: Services): { stop(): Promise<void> } => {
  let running = Promise.resolve();
  let stopped = false;
  let collected = Number.NEGATIVE_INFINITY;
  const work = async (): Promise<void> => {
    await sweep(services);
    if (performance.now() - collected < collectMilliseconds) return;
    collected = performance.now();
    await removeOrphans(services);
  };
  const round = (): void => {
    running = work()
      .catch((error: unknown) => services.log.warn({ error }, 'cleanup failed'))
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

// Enough for a few tries on a slow platform, after whatever update the job still sends first.
const seconds = 75;

/** Posts a last update shortly before a card can no longer be edited, so nobody keeps watching outdated information. */
export const showFinalUpdates = async (services: Services): Promise<void> => {
  const { database } = services.store;
  for (const id of await findEndingCards(database, seconds)) {
    const job = await findJob(database, id);
    // Harmless when two processes do this: the update is the same.
    const updated = job !== null && (await updateCard(services, job, undefined, { finalUpdate: true }));
    await endCard(database, id, !updated);
  }
};
