import { type Fence, MovedOn, never } from '../core/fence.ts';
import type { JobStatus, Preview } from '../core/job.ts';
import type { Platform } from '../core/platform.ts';
import type { Target } from '../core/target.ts';
import { moveDelivery } from '../store/deliveries.ts';
import { isHidden } from '../store/hidden-clips.ts';
import { findJob, isUnchanged, type JobRow } from '../store/jobs.ts';
import { isLabelled } from './community-rules.ts';
import { isDatabaseDown, withFreshAnswer } from './retry-later.ts';
import { platformOf, type Services } from './services.ts';
import { readStatus, whileAway } from './status.ts';

type Card = { readonly platform: Platform; readonly target: Target };

const cardAt = (services: Services, target: Target | null): Card | null => {
  const platform = target === null ? undefined : platformOf(services, target);
  return target === null || platform === undefined ? null : { platform, target };
};

/** Fence for the card of a job nobody holds. Throws `MovedOn` once the job has changed. */
const waitingJobFence = ({ store: { database } }: Services, job: JobRow): Fence => ({
  signal: never,
  check: async () => {
    if (!(await isUnchanged(database, job))) throw new MovedOn();
  },
});

/** Fence for a job's first card. Throws `MovedOn` once its result is on its way, so the card can't overwrite it. */
export const untilDelivering = ({ store: { database } }: Pick<Services, 'store'>, id: string): Fence => ({
  signal: never,
  check: async () => {
    const job = await withFreshAnswer(() => findJob(database, id));
    if (job === null || job.state === 'delivering' || job.state === 'done') throw new MovedOn();
  },
});

type CardView = { readonly card: Card | null; readonly status: JobStatus };

/** Shows a job's status on its card. Returns false on failure; a platform that can't show it must not stop the job. */
const show = async (
  services: Services,
  job: string,
  fence: Fence,
  read: () => Promise<CardView>,
): Promise<boolean> => {
  try {
    const { card, status } = await read();
    if (card === null) return true;
    const move = (to: Target) => moveDelivery(services.store.database, job, card.target, to);
    await card.platform.update(card.target, status, fence, move);
    return true;
  } catch (error) {
    if (error instanceof MovedOn) return true;
    services.log.warn({ job, error }, 'update failed');
    return false;
  }
};

const viewOf = async (services: Services, job: JobRow): Promise<CardView> => {
  const { status, target } = await readStatus(services, job);
  return { card: cardAt(services, target), status };
};

/** Updates a job's card. Returns false on failure. */
export const updateCard = (
  services: Services,
  job: JobRow,
  fence: Fence = waitingJobFence(services, job),
  more: Partial<JobStatus> = {},
): Promise<boolean> =>
  show(services, job.id, fence, async () => {
    const { card, status } = await viewOf(services, job);
    return { card, status: { ...status, ...more } };
  });

/**
 * Fence for a card while the database is unavailable. Throws `MovedOn` once it is back, because then other workers may
 * update the card.
 */
const outageFence = (services: Services, { signal }: Fence): Fence => ({
  signal,
  check: async () => {
    if (!(await isDatabaseDown(services))) throw new MovedOn();
  },
});

// Changes that aren't visible aren't worth an edit.
const shown = (job: JobRow, pictured: boolean): string =>
  `${job.state} ${job.engine} ${job.model} ${Math.round(job.fraction * 20)} ${pictured}`;

/**
 * Whether a frame of a clip may be shown: it has no label, which some communities want on all that others see, and others
 * may see the card of what is made from a clip that moderators hid meanwhile.
 */
const mayShow = async (services: Services, { id, order }: JobRow): Promise<boolean> =>
  (order.visibility === 'private' || !(await isLabelled(services, order.community))) &&
  !(await isHidden(services.store.database, id));

export type CardUpdater = {
  /** Shows the job's current state if that is worth an edit. */
  show(job: JobRow): void;
  /** From now on the card shows a frame of what is being made. Only the first one counts. */
  preview(picture: Pick<Preview, 'jpeg' | 'mark'>): void;
  /** Shows on the card that the database is unavailable. Doesn't need the database. */
  showOutage(): void;
  /** Stops updates and resolves when no edit is in progress: a late card must not overwrite the answer. */
  stop(): Promise<void>;
};

/** Keeps a card up to date while its job is worked on: at most every `cardSeconds`, and only on change. */
export const openCardUpdater = (services: Services, fence: Fence): CardUpdater => {
  let last = '';
  let picture: Pick<Preview, 'jpeg' | 'mark'> | null = null;
  let next = 0;
  let saying: Promise<unknown> | null = null;
  let seen: { readonly job: string; readonly view: CardView } | null = null;
  const say = (now: string, update: () => Promise<unknown>): void => {
    if (saying !== null || now === last || performance.now() < next) return;
    last = now;
    next = performance.now() + services.cardSeconds * 1_000;
    saying = update().finally(() => {
      saying = null;
    });
  };
  return {
    show: (job) =>
      say(shown(job, picture !== null), () =>
        show(services, job.id, fence, async () => {
          const now = await viewOf(services, job);
          seen = { job: job.id, view: now };
          if (picture === null || !(await mayShow(services, job))) return now;
          const { adult, spoiler } = job.order;
          return { ...now, status: { ...now.status, preview: { ...picture, adult, spoiler } } };
        }),
      ),
    preview: (frame) => {
      picture ??= frame;
    },
    showOutage: () => {
      if (seen === null) return;
      const { job, view: last } = seen;
      const status = whileAway(last.status);
      say('away', () => show(services, job, outageFence(services, fence), async () => ({ ...last, status })));
    },
    stop: async () => {
      seen = null;
      await saying;
    },
  };
};
