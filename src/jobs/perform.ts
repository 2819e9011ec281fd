import { Failure, type FailureRecord } from '../core/failure.ts';
import type { QueueWorker } from '../core/queue.ts';
import type { Pause } from '../store/claims.ts';
import { findJob } from '../store/jobs.ts';
import { listTakes } from '../store/takes.ts';
import { endCancelled, stopAttempts } from './cancel-job.ts';
import { deliver, maximumDeaths } from './deliver.ts';
import { generate } from './generate.ts';
import { laneWidths } from './lanes.ts';
import { type Lease, takeLease } from './lease.ts';
import { OtherLane, RetryLater } from './retry-later.ts';
import type { Services } from './services.ts';
import { tell } from './update-card.ts';
import { waitOut } from './wait-out.ts';

// Nor may one that goes wrong in a way nobody foresaw be tried for ever; what is foreseen gives up much sooner.
const maximumRetries = 60;

/** What ends a job early leaves its owner the takes that were finished, and runs nothing on that nobody waits for. */
const cutShort = async (
  services: Services,
  { job }: Lease,
  failure: FailureRecord,
): Promise<FailureRecord | null> => {
  await stopAttempts(services, job.id);
  const takes = await listTakes(services.store.database, job.id);
  return takes.some(({ clip }) => clip !== null) ? null : failure;
};

/** The takes, or why there will be none. */
const generateOrFail = async (services: Services, lease: Lease): Promise<FailureRecord | null> => {
  if (lease.job.claims > maximumDeaths) return cutShort(services, lease, { kind: 'poison', facts: {} });
  if (lease.job.retries > maximumRetries) return cutShort(services, lease, { kind: 'internal', facts: {} });
  try {
    return await generate(services, lease).catch((error: unknown) => waitOut(services, lease, error));
  } catch (error) {
    if (!(error instanceof Failure) || lease.signal.aborted) throw error;
    services.log.error({ job: lease.job.id, error }, 'job failed');
    return cutShort(services, lease, { kind: error.kind, facts: error.facts });
  }
};

/** Brings the answer; where it could not be had for too long, the reason in its stead. What is made stays in `clips`. */
const bring = async (services: Services, lease: Lease, failure: FailureRecord | null): Promise<void> => {
  try {
    await deliver(services, lease, failure).catch((error: unknown) => waitOut(services, lease, error));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'fault' || failure !== null) throw error;
    const waited = { kind: error.kind, facts: error.facts };
    await lease.write({ failure: waited });
    await deliver(services, lease, waited);
  }
};

const carryOut = async (services: Services, lease: Lease): Promise<void> => {
  if (lease.job.state === 'delivering') return bring(services, lease, lease.job.failure);
  const failure = await generateOrFail(services, lease);
  await lease.write({ state: 'delivering', fraction: 1, failure });
  await bring(services, lease, failure);
};

/** The card of a job that was let go says what it waits for. */
const sayWaiting = async (services: Services, id: string): Promise<void> => {
  const job = await findJob(services.store.database, id);
  if (job !== null && job.lease === null && job.waitsFor !== null) await tell(services, job);
};

/**
 * Carries a job out from wherever it stands. Safe to run twice: one conditional update decides who works, and every
 * step picks up what the last one left. Rejects to be run again later.
 */
export const perform = async (services: Services, id: string, stop: AbortSignal): Promise<void> => {
  const lease = await takeLease(services, id, stop);
  if (lease === null) return;
  let retry = false;
  let pause: Pause | null = null;
  let lane: string | null = null;
  try {
    if (lease.job.cancelRequested && lease.job.state !== 'delivering') await endCancelled(services, lease);
    else await carryOut(services, lease);
  } catch (error) {
    if (lease.cancelled) return await endCancelled(services, lease);
    if (error instanceof OtherLane) lane = error.lane;
    pause = error instanceof RetryLater ? error.pause : null;
    // Having waited is nothing that may be done only so often.
    retry = !stop.aborted && pause === null && lane === null;
    if (pause === null && lane === null) throw error;
    // The sweeper takes it up when the pause is over.
    services.log.warn({ job: id, pause, lane, error }, 'let go');
  } finally {
    await lease.end({ retry, pause });
  }
  if (lane !== null) await services.queue.push(lane, id, lease.job.priority);
  if (pause !== null) await sayWaiting(services, id);
};

/** Starts working on jobs of all lanes. */
export const workOn = (services: Services): Promise<QueueWorker> =>
  services.queue.work((id, signal) => perform(services, id, signal), laneWidths(services));
