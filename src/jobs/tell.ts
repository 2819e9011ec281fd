import type { Address } from '../core/address.ts';
import { type Fence, MovedOn } from '../core/fence.ts';
import type { JobStatus } from '../core/job.ts';
import type { Platform } from '../core/platform.ts';
import { findDelivery, moveDelivery } from '../store/deliveries.ts';
import { findJob, isUnchanged, type JobRow } from '../store/jobs.ts';
import { freshly } from './freshly.ts';
import type { House } from './house.ts';
import { statusOf } from './status.ts';

type Card = { readonly platform: Platform; readonly address: Address };

const cardOf = async (house: House, job: string): Promise<Card | null> => {
  const delivery = await findDelivery(house.store.database, job);
  const platform = house.platforms.find((entry) => entry.name === delivery?.address.platform);
  return delivery === null || platform === undefined ? null : { platform, address: delivery.address };
};

/** Guards the card of a job that nobody holds. */
const unheld = ({ store: { database } }: House, job: JobRow): Fence => ({
  signal: new AbortController().signal,
  check: async () => {
    if (!(await isUnchanged(database, job))) throw new MovedOn();
  },
});

/** Guards the first card of a job: once its answer is on its way, nothing is said over it. */
export const unanswered = ({ store: { database } }: House, id: string): Fence => ({
  signal: new AbortController().signal,
  check: async () => {
    const job = await freshly(() => findJob(database, id));
    if (job === null || job.state === 'delivering' || job.state === 'done') throw new MovedOn();
  },
});

/** Brings a job's card up to date; a surface that cannot is no reason to stop the job. False when it could not be done. */
export const tell = async (
  house: House,
  job: JobRow,
  fence: Fence = unheld(house, job),
  more: Partial<JobStatus> = {},
): Promise<boolean> => {
  try {
    const card = await cardOf(house, job.id);
    const move = (to: Address) => moveDelivery(house.store.database, job.id, to);
    await card?.platform.update(card.address, { ...(await statusOf(house, job)), ...more }, fence, move);
    return true;
  } catch (error) {
    if (error instanceof MovedOn) return true;
    house.log.warn({ job: job.id, error }, 'update failed');
    return false;
  }
};

const pauseMilliseconds = 5_000;

// What stays the same to the eye is not worth an edit.
const shown = (job: JobRow): string =>
  `${job.state} ${job.engine} ${job.model} ${Math.round(job.fraction * 20)}`;

export type Teller = {
  /** Shows the job as it is now, if that is worth an edit. */
  see(job: JobRow): void;
  /** Resolves when no edit is under way: an answer must not be overwritten by a late card. */
  rest(): Promise<void>;
};

/** Keeps a card up to date while its job is worked on: at most every five seconds, and only on change. */
export const openTeller = (house: House, fence: Fence): Teller => {
  let last = '';
  let next = 0;
  let telling: Promise<unknown> | null = null;
  return {
    see: (job) => {
      if (telling !== null || shown(job) === last || performance.now() < next) return;
      last = shown(job);
      next = performance.now() + pauseMilliseconds;
      telling = tell(house, job, fence).finally(() => {
        telling = null;
      });
    },
    rest: async () => {
      await telling;
    },
  };
};
