import { Failure, type FailureKind, type FailureRecord } from '../core/failure.ts';
import type { Delivered, Delivery, SentParts } from '../core/platform.ts';
import { type ClipFile, type Reply, reply } from '../core/reply.ts';
import { withTimeout } from '../core/with-timeout.ts';
import type { Pause } from '../store/claims.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import {
  beginPart,
  countDeliveryTry,
  type DeliveryRow,
  partArrived,
  partFailed,
  putUndeliveredBack,
  readParts,
  takeUndelivered,
} from '../store/deliveries.ts';
import { type JobResult, readResult } from '../store/job-work.ts';
import { findJob } from '../store/jobs.ts';
import { settleJob } from '../store/settle.ts';
import { clipFiles, creditsSpent, resultReply } from './clip-answer.ts';
import { eraseIfPrivate } from './erase-posts.ts';
import { fenceOf, type Lease } from './lease.ts';
import { orFault, RetryLater } from './retry-later.ts';
import { type CoreServices, platformOf, type Services } from './services.ts';
import { updateCard } from './update-card.ts';

/** A job that keeps killing its workers must not do so forever. */
export const maximumDeaths = 10;

const deliverSeconds = 300;
const secondsPerClip = 30;
const longestPause = 600;
// With the pauses below, 80 tries last half a day. Errors other than outages rarely go away, so they get few tries.
const maximumTries = { outage: 80, other: 3 };

const outages: readonly FailureKind[] = ['unavailable', 'timeout', 'rate_limited'];
const isOutage = (error: unknown): boolean => !(error instanceof Failure) || outages.includes(error.kind);

// The queue itself retries short failures soon.
const quickTries = 3;

/**
 * The pause before the next try: exponential backoff with jitter, so that jobs waiting for the same thing spread out.
 * Null for the first tries.
 */
const pauseAfter = (tries: number): Pause | null => {
  if (tries <= quickTries) return null;
  const seconds = Math.min(2 ** Math.min(tries, 10), longestPause) * (0.75 + Math.random() / 2);
  return { seconds, for: 'delivery' };
};

const openDelivery = (
  { store: { database } }: Services,
  lease: Lease,
  { key, parts }: Pick<DeliveryRow, 'key' | 'parts'>,
): Delivery => {
  const { job, token } = lease;
  let known: SentParts | null = parts ?? {};
  return {
    key,
    ...fenceOf(lease),
    startedParts: async () => {
      const started = known ?? (await readParts(database, job.id));
      known = null;
      return started;
    },
    begin: (part) => lease.renew(() => beginPart(database, job.id, token, part)),
    arrived: async (part, message) => {
      if (!(await partArrived(database, job.id, token, part, message))) throw new RetryLater('lease lost');
    },
    failed: (part) => lease.renew(() => partFailed(database, job.id, token, part)),
  };
};

/** Updates the card of a result that couldn't be delivered to say where it is. */
const giveUpDelivery = async (services: Services, lease: Lease): Promise<Delivered> => {
  await updateCard(services, { ...lease.job, state: 'done', outcome: 'succeeded' }, fenceOf(lease));
  return 'kept';
};

const tryDelivery = async (
  services: Services,
  lease: Lease,
  failure: FailureRecord | null,
  clips: readonly ClipFile[],
  { order, photos, takes }: JobResult,
): Promise<Delivered> => {
  const { job } = lease;
  const row = await countDeliveryTry(services.store.database, job.id);
  const platform = row === null ? undefined : platformOf(services, row.target);
  // No platform to deliver to: the result waits for its owner in `clips`.
  if (row === null || platform === undefined) return 'kept';
  // The job keeps killing its worker, or delivery has failed for half a day.
  const deaths = job.state === 'delivering' ? job.claims : 0;
  if (deaths > maximumDeaths || row.tries > maximumTries.outage) return giveUpDelivery(services, lease);
  try {
    const reply = await resultReply(services, { ...job, order }, failure, clips, photos, takes);
    const delivery = openDelivery(services, lease, row);
    const seconds = deliverSeconds + clips.length * secondsPerClip;
    return await withTimeout(seconds, 'timeout', platform.deliver(row.target, reply, delivery));
  } catch (error) {
    if (error instanceof RetryLater || lease.lost.aborted) throw error;
    const known = await orFault(services, lease, error);
    if (known instanceof RetryLater) throw known;
    if (!isOutage(error) && row.tries >= maximumTries.other) return giveUpDelivery(services, lease);
    services.log.warn({ job: job.id, tries: row.tries, error }, 'delivery failed');
    throw new RetryLater('delivery', { cause: error, pause: pauseAfter(row.tries) });
  }
};

/** Delivers a job's result to its owner, then settles everything in one statement. */
export const deliver = async (
  services: Services,
  lease: Lease,
  failed: FailureRecord | null,
): Promise<void> => {
  const { job } = lease;
  const made = await readResult(services.store.database, job);
  // A failed job sends no clips, and its clips may be the reason it failed.
  const clips = failed === null ? await clipFiles(services, made.clips) : [];
  // Don't charge for clips whose files are gone.
  const failure = failed ?? (clips.length === 0 ? ({ kind: 'not_found', facts: {} } as const) : null);
  const spent = failure === null ? creditsSpent(made.takes) : 0;
  const delivered = await tryDelivery(services, lease, failure, clips, made);
  const outcome = failure === null ? 'succeeded' : 'failed';
  const delivering = { ...job, state: 'delivering' } as const;
  const end = { outcome, failure, spent, delivered, lease: lease.token } as const;
  if (!(await settleJob(services.store.database, delivering, end))) throw new RetryLater('lease lost');
  lease.done();
  // Its owner may have made it private while it was on its way, or moderators hidden it.
  if (made.order.visibility !== 'private') await eraseIfPrivate(services, job.id);
  services.log.info({ job: job.id, delivered, failure: failure?.kind }, 'job done');
};

/** A private message about undelivered results. `putBack` stores them again if it couldn't be sent. */
export type Waited = { readonly reply: Reply; putBack(): Promise<void> };

/**
 * The results that couldn't be delivered to their owner, announced once, on the first platform that asks. Null when
 * there are none.
 */
export const undeliveredTo = async (services: CoreServices, owner: string): Promise<Waited | null> => {
  const { database } = services.store;
  const undelivered = await takeUndelivered(database, owner);
  const failures: (FailureRecord & { credits: number })[] = [];
  const clips: string[] = [];
  for (const id of undelivered) {
    const [job, [best]] = await Promise.all([findJob(database, id), clipsOfJob(database, id)]);
    if (best !== undefined) clips.push(best.id);
    else if (job?.failure) failures.push({ ...job.failure, credits: job.credits });
  }
  if (clips.length + failures.length === 0) return null;
  return {
    reply: reply(
      { key: 'waited', values: { clips: clips.length, failures } },
      { actions: clips.map((id) => ({ command: 'clip', id })) },
    ),
    putBack: () => putUndeliveredBack(database, undelivered),
  };
};
