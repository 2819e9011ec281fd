import { openAttempts, unfinishedMarkers } from '../store/attempts.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { forgetJobWords } from '../store/forget-words.ts';
import { findJob, type JobRow, requestCancel } from '../store/jobs.ts';
import { settleJob } from '../store/settle.ts';
import { listTakes } from '../store/takes.ts';
import { creditsSpent } from './clip-answer.ts';
import type { Lease } from './lease.ts';
import { removeUnused } from './pending.ts';
import { engineNamed, type House } from './services.ts';
import { tell } from './tell.ts';
import { within } from './within.ts';

const stopSeconds = 30;

/** Tells the engines to stop what the job has begun, so that nobody pays for what nobody wants. */
export const stopAttempts = async (house: House, job: string): Promise<void> => {
  for (const attempt of await openAttempts(house.store.database, job)) {
    const stopping = async (): Promise<void> => {
      // Throws where this service runs without it now.
      const engine = engineNamed(house, attempt.plan.engine);
      const operation = attempt.operation ?? (await engine.find(attempt.marker, attempt.age, attempt.plan));
      if (operation !== null) await engine.cancel(operation);
    };
    await within(stopSeconds, 'timeout', stopping()).catch((error: unknown) => {
      house.log.warn({ job, error }, 'cancel did not reach the engine');
    });
  }
};

/** Removes what a cancelled job leaves that belongs to no clip: films stored and never recorded, photos, and words. */
const removeLeavings = async (house: House, { id, order }: JobRow): Promise<void> => {
  const { database } = house.store;
  for (const marker of await unfinishedMarkers(database, id))
    for (const ending of ['mp4', 'jpg']) await house.storage.remove(`clips/${marker}.${ending}`);
  await removeUnused(house, order);
  if ((await clipsOfJob(database, id)).length === 0) await forgetJobWords(database, id);
};

/**
 * Ends a job as cancelled; false when it is being delivered, done or held by another. Takes that were finished stay
 * with their owner and are charged, the rest of the credits goes back.
 */
const end = async (house: House, job: JobRow, lease: string | null): Promise<boolean> => {
  const takes = await listTakes(house.store.database, job.id);
  const spent = creditsSpent(takes);
  const done = { outcome: 'cancelled', failure: null, spent, delivered: null } as const;
  const ended = await settleJob(house.store.database, job, { ...done, lease });
  if (!ended) return false;
  await stopAttempts(house, job.id);
  const gone = await findJob(house.store.database, job.id);
  if (gone !== null) await tell(house, gone);
  await removeLeavings(house, job);
  return true;
};

/** Called by whoever holds the job when its owner has asked to stop. */
export const endCancelled = async (house: House, lease: Lease): Promise<void> => {
  const job = await findJob(house.store.database, lease.job.id);
  if (job !== null && job.state !== 'delivering') await end(house, job, lease.id);
};

export type Cancelled = 'ended' | 'stopping' | 'too_late';

/** Cancels a job: at once when it waits, at the worker's next heartbeat when it runs. */
export const cancel = async (house: House, { id }: JobRow): Promise<Cancelled> => {
  // From here on it cannot reach its delivery, whoever holds it.
  const job = await requestCancel(house.store.database, id);
  if (job === null) return 'too_late';
  return (await end(house, job, null)) ? 'ended' : 'stopping';
};
