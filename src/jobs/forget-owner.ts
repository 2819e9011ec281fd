import type { Actor } from '../core/permission.ts';
import { clipsOfJob, deleteClip } from '../store/clip-rows.ts';
import {
  beginForgetting,
  countStored,
  eraseDelivery,
  eraseOwner,
  findForgetting,
  findJobsToErase,
  isStuck,
  type JobToErase,
  photosOf,
} from '../store/erase-owner.ts';
import { forgetJobWords } from '../store/forget-words.ts';
import { rememberedDays } from '../store/forgotten.ts';
import { findJob } from '../store/jobs.ts';
import { pendingOf } from '../store/pending-orders.ts';
import { cancel } from './cancel-job.ts';
import { eraseMessage } from './erase-posts.ts';
import { removeInputFiles } from './order-files.ts';
import { forgetPending } from './pending.ts';
import { recipientsOf } from './photo-recipients.ts';
import { eraseClip } from './remove.ts';
import type { Services } from './services.ts';

const batch = 500;

/** The result of one pass at forgetting an owner. */
export type Forgotten = {
  /** False while some of their data is still in use; the sweep continues with it. */
  readonly done: boolean;
  readonly clips: number;
  /** Number of messages the platform doesn't let us delete. */
  readonly stays: number;
};

/** Removes everything about a finished job except its bare row. Counts its clips, and the posts of them that stay. */
const eraseJob = async (
  services: Services,
  { id, target }: JobToErase,
): Promise<Pick<Forgotten, 'clips' | 'stays'>> => {
  const { database } = services.store;
  const clips = await clipsOfJob(database, id);
  let stays = 0;
  for (const clip of clips) {
    await deleteClip(database, clip.id);
    stays += await eraseClip(services, clip);
  }
  await forgetJobWords(database, id);
  await eraseDelivery(database, id, target.platform);
  return { clips: clips.length, stays };
};

const erasePending = async (services: Services, owner: string): Promise<void> => {
  for (const pending of await pendingOf(services.store.database, owner))
    await forgetPending(services, pending);
};

/** Whether a job has ended; cancels it if it hasn't. */
const hasEnded = async (services: Services, { id, state }: JobToErase): Promise<boolean> => {
  const job = state === 'done' ? null : await findJob(services.store.database, id);
  return job === null || (await cancel(services, job)) === 'ended';
};

/**
 * Continues forgetting an owner as far as possible now: running jobs are cancelled, and the sweep waits for jobs being
 * delivered. May be interrupted anywhere and run again.
 */
const forgettingPass = async (services: Services, owner: string): Promise<Forgotten> => {
  const { database } = services.store;
  await erasePending(services, owner);
  const stuck = await isStuck(database, owner);
  let [clips, stays] = [0, 0];
  for (const job of await findJobsToErase(database, owner, batch)) {
    try {
      if (!(await hasEnded(services, job))) continue;
      stays += await eraseMessage(services, job, !stuck);
      const erased = await eraseJob(services, job);
      clips += erased.clips;
      stays += erased.stays;
    } catch (error) {
      services.log.warn({ job: job.id, error }, 'erasing a job will be retried');
    }
  }
  await removeInputFiles(services, await photosOf(database, owner, batch));
  return { done: await eraseOwner(database, owner), clips, stays };
};

// Running passes, by store and owner.
const passes = new WeakMap<object, Map<string, Promise<Forgotten>>>();

/** Joins a pass that is under way in this process: a second one beside it would find half of the data gone and count too little. */
const continueForgetting = (services: Services, owner: string): Promise<Forgotten> => {
  const known = passes.get(services.store) ?? new Map<string, Promise<Forgotten>>();
  passes.set(services.store, known);
  const pass = known.get(owner) ?? forgettingPass(services, owner).finally(() => known.delete(owner));
  known.set(owner, pass);
  return pass;
};

/**
 * What is stored about an owner, who may have seen it, and for how many days their limits are remembered under an
 * alias.
 */
export const storedDataOf = async (services: Services, owner: string) => ({
  ...(await countStored(services.store.database, owner)),
  seers: recipientsOf(services),
  days: rememberedDays,
});

/** Permanently forgets an owner: one identity on one platform. */
export const forgetOwner = async (
  services: Services,
  { id: owner }: Pick<Actor, 'id'>,
): Promise<Forgotten> => {
  await beginForgetting(services.store.database, owner);
  return continueForgetting(services, owner);
};

/** Continues forgetting owners whose data was still in use or whose process died. */
export const forgetOwners = async (services: Services): Promise<void> => {
  for (const owner of await findForgetting(services.store.database, batch))
    await continueForgetting(services, owner).catch((error: unknown) =>
      services.log.warn({ error }, 'erasing somebody’s data will be retried'),
    );
};
