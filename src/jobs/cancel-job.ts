import { sideBySideIn } from '../core/variants.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { openAttempts, unfinishedKeys } from '../store/attempts.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { forgetJobWords } from '../store/forget-words.ts';
import { findJob, type JobRow, requestCancel } from '../store/jobs.ts';
import { settleJob } from '../store/settle.ts';
import { listTakes } from '../store/takes.ts';
import { creditsSpent } from './clip-answer.ts';
import type { Lease } from './lease.ts';
import { removeUnused } from './pending.ts';
import { engineNamed, type Services } from './services.ts';
import { updateCard } from './update-card.ts';

const stopSeconds = 30;

/** Cancels a job's open attempts at their engines, so nobody pays for an unwanted clip. */
export const stopAttempts = async (services: Services, job: string): Promise<void> => {
  for (const attempt of await openAttempts(services.store.database, job)) {
    const stopping = async (): Promise<void> => {
      // Throws if this service no longer runs that engine.
      const engine = engineNamed(services, attempt.plan.engine);
      const operation =
        attempt.operation ?? (await engine.find(attempt.idempotencyKey, attempt.age, attempt.plan));
      if (operation !== null) await engine.cancel(operation);
    };
    await withTimeout(stopSeconds, 'timeout', stopping()).catch((error: unknown) => {
      services.log.warn({ job, error }, 'a cancel did not reach the engine');
    });
  }
};

/**
 * Removes what a cancelled job leaves behind that belongs to no clip: stored but unrecorded clips, photos, and what its
 * owner wrote.
 */
const removeLeavings = async (services: Services, { id, order }: JobRow): Promise<void> => {
  const { database } = services.store;
  const clips = await clipsOfJob(database, id);
  const sideBySide = clips.some((clip) => sideBySideIn(clip) !== null) ? [] : [id];
  for (const key of [...(await unfinishedKeys(database, id)), ...sideBySide])
    for (const ending of ['mp4', 'jpg']) await services.storage.remove(`clips/${key}.${ending}`);
  await removeUnused(services, order);
  if (clips.length === 0) await forgetJobWords(database, id);
};

/**
 * Ends a job as cancelled. Returns false when it is being delivered, done, or held by another worker. Finished takes
 * stay with their owner and are charged; the remaining credits are returned.
 */
const end = async (services: Services, job: JobRow, lease: string | null): Promise<boolean> => {
  const takes = await listTakes(services.store.database, job.id);
  const spent = creditsSpent(takes);
  const done = { outcome: 'cancelled', failure: null, spent, delivered: null } as const;
  const ended = await settleJob(services.store.database, job, { ...done, lease });
  if (!ended) return false;
  await stopAttempts(services, job.id);
  const gone = await findJob(services.store.database, job.id);
  if (gone !== null) await updateCard(services, gone);
  await removeLeavings(services, job);
  return true;
};

/** Called by the worker holding the job after its owner cancels it. */
export const endCancelled = async (services: Services, lease: Lease): Promise<void> => {
  const job = await findJob(services.store.database, lease.job.id);
  if (job !== null && job.state !== 'delivering') await end(services, job, lease.token);
};

export type Cancelled = 'ended' | 'stopping' | 'too_late';

/** Cancels a job: immediately when it waits, at the worker's next heartbeat when it runs. */
export const cancel = async (services: Services, { id }: JobRow): Promise<Cancelled> => {
  // From here on no worker can move it to delivery.
  const job = await requestCancel(services.store.database, id);
  if (job === null) return 'too_late';
  return (await end(services, job, null)) ? 'ended' : 'stopping';
};
