import { Failure, type FailureKind, type FailureRecord } from '../core/failure.ts';
import type { Delivered, Delivery, Parts } from '../core/platform.ts';
import type { ClipFile } from '../core/reply.ts';
import { withTimeout } from '../core/with-timeout.ts';
import type { Pause } from '../store/claims.ts';
import {
  beginPart,
  countDeliveryTry,
  type DeliveryRow,
  partArrived,
  partFailed,
  readParts,
} from '../store/deliveries.ts';
import { type Made, readMade } from '../store/job-work.ts';
import { settleJob } from '../store/settle.ts';
import { answer, clipFiles, creditsSpent } from './clip-answer.ts';
import { fenceOf, type Lease } from './lease.ts';
import { RetryLater } from './retry-later.ts';
import type { Services } from './services.ts';
import { tell } from './update-card.ts';
import { waitOut } from './wait-out.ts';

/** A job that keeps killing its workers must not kill them for ever. */
export const maximumDeaths = 10;

const deliverSeconds = 300;
const longestPause = 600;
// With these pauses, half a day; and what is no outage will hardly pass by itself.
const maximumTries = { outage: 80, other: 3 };

const outages: readonly FailureKind[] = ['unavailable', 'timeout', 'rate_limited'];
const isOutage = (error: unknown): boolean => !(error instanceof Failure) || outages.includes(error.kind);

// What fails for a moment is tried again soon, by the queue itself.
const quickTries = 3;

/** The pause until the next try: ever longer, and not the same for all who wait for the same. */
const pauseAfter = (tries: number): Pause | null => {
  if (tries <= quickTries) return null;
  const seconds = Math.min(2 ** Math.min(tries, 10), longestPause) * (0.75 + Math.random() / 2);
  return { seconds, for: 'delivery' };
};

const openDelivery = (
  { store: { database } }: Services,
  lease: Lease,
  { key, memo }: Pick<DeliveryRow, 'key' | 'memo'>,
): Delivery => {
  const { job, id } = lease;
  let known: Parts | null = memo ?? {};
  return {
    key,
    ...fenceOf(lease),
    begun: async () => {
      const parts = known ?? (await readParts(database, job.id));
      known = null;
      return parts;
    },
    begin: (part) => lease.renew(() => beginPart(database, job.id, id, part)),
    arrived: async (part, message) => {
      if (!(await partArrived(database, job.id, id, part, message))) throw new RetryLater('lease lost');
    },
    failed: (part) => lease.renew(() => partFailed(database, job.id, id, part)),
  };
};

/** The card of an answer that could not be brought says where it is. */
const keep = async (services: Services, lease: Lease): Promise<Delivered> => {
  await tell(services, { ...lease.job, state: 'done', outcome: 'succeeded' }, fenceOf(lease));
  return 'kept';
};

const send = async (
  services: Services,
  lease: Lease,
  failure: FailureRecord | null,
  clips: readonly ClipFile[],
  photos: Made['photos'],
  spent: number,
): Promise<Delivered> => {
  const { job } = lease;
  const row = await countDeliveryTry(services.store.database, job.id);
  const platform = services.platforms.find((entry) => entry.name === row?.address.platform);
  // Nowhere to bring it: it waits for its owner in `clips`.
  if (row === null || platform === undefined) return 'kept';
  // It keeps killing its worker, or was tried in vain for half a day.
  const deaths = job.state === 'delivering' ? job.claims : 0;
  if (deaths > maximumDeaths || row.tries > maximumTries.outage) return keep(services, lease);
  try {
    const reply = await answer(services, job, failure, clips, photos, spent);
    const delivery = openDelivery(services, lease, row);
    return await withTimeout(deliverSeconds, 'timeout', platform.deliver(row.address, reply, delivery));
  } catch (error) {
    if (error instanceof RetryLater || lease.lost.aborted) throw error;
    const known = await waitOut(services, lease, error).catch((reason: unknown) => reason);
    if (known instanceof RetryLater) throw known;
    if (!isOutage(error) && row.tries >= maximumTries.other) return keep(services, lease);
    services.log.warn({ job: job.id, tries: row.tries, error }, 'delivery failed');
    throw new RetryLater('delivery', { cause: error, pause: pauseAfter(row.tries) });
  }
};

/** Brings a job's answer to its owner, then settles everything in one statement. */
export const deliver = async (
  services: Services,
  lease: Lease,
  failed: FailureRecord | null,
): Promise<void> => {
  const { job } = lease;
  const { takes, clips: made, photos } = await readMade(services.store.database, job);
  // What has failed needs no clips, and they may be why it has.
  const clips = failed === null ? await clipFiles(services, made) : [];
  // Clips whose files are gone cannot be sold.
  const failure = failed ?? (clips.length === 0 ? ({ kind: 'not_found', facts: {} } as const) : null);
  const spent = failure === null ? creditsSpent(takes) : 0;
  const delivered = await send(services, lease, failure, clips, photos, spent);
  const outcome = failure === null ? 'succeeded' : 'failed';
  const delivering = { ...job, state: 'delivering' } as const;
  const end = { outcome, failure, spent, delivered, lease: lease.id } as const;
  if (!(await settleJob(services.store.database, delivering, end))) throw new RetryLater('lease lost');
  lease.done();
  services.log.info({ job: job.id, delivered, failure: failure?.kind }, 'job done');
};
