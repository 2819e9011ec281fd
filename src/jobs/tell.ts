import type { Address } from '../core/address.ts';
import type { Platform } from '../core/platform.ts';
import { findDelivery, moveDelivery } from '../store/deliveries.ts';
import type { JobRow } from '../store/jobs.ts';
import type { House } from './house.ts';
import { statusOf } from './status.ts';

type Card = { readonly platform: Platform; readonly address: Address };

const cardOf = async (house: House, job: string): Promise<Card | null> => {
  const delivery = await findDelivery(house.store.database, job);
  const platform = house.platforms.find((entry) => entry.name === delivery?.address.platform);
  return delivery === null || platform === undefined ? null : { platform, address: delivery.address };
};

/** Brings a job's card up to date; a surface that cannot is no reason to stop the job. */
export const tell = async (house: House, job: JobRow): Promise<void> => {
  try {
    const card = await cardOf(house, job.id);
    const move = (to: Address) => moveDelivery(house.store.database, job.id, to);
    await card?.platform.update(card.address, await statusOf(house, job), move);
  } catch (error) {
    house.log.warn({ job: job.id, error }, 'update failed');
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
export const openTeller = (house: House): Teller => {
  let last = '';
  let next = 0;
  let telling: Promise<void> | null = null;
  return {
    see: (job) => {
      if (telling !== null || shown(job) === last || performance.now() < next) return;
      last = shown(job);
      next = performance.now() + pauseMilliseconds;
      telling = tell(house, job).finally(() => {
        telling = null;
      });
    },
    rest: async () => {
      await telling;
    },
  };
};
