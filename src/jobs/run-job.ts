import { Failure, type FailureRecord } from '../core/failure.ts';
import type { QueueWorker } from '../core/queue.ts';
import { findJob } from '../store/jobs.ts';
import { listTakes } from '../store/takes.ts';
import { endCancelled, stopAttempts } from './cancel-job.ts';
import { deliver, maximumDeaths } from './deliver.ts';
import { generate } from './generate.ts';
import { laneWidths, NextTurn, OtherLane } from './lanes.ts';
import { claimLease, type Lease } from './lease.ts';
import { orFault, RetryLater } from './retry-later.ts';
import type { Services } from './services.ts';
import { updateCard } from './update-card.ts';

// Limit for unforeseen errors, which must not be retried forever either. Expected errors give up much sooner.
const maximumRetries = 60;

/**
 * Ends a job early: stops all its open attempts. Returns null when some takes have finished, which the owner keeps;
 * otherwise the failure.
 */
const cutShort = async (
  services: Services,
  { job }: Lease,
  failure: FailureRecord,
): Promise<FailureRecord | null> => {
  await stopAttempts(services, job.id);
  const takes = await listTakes(services.store.database, job.id);
  return takes.some(({ clip }) => clip !== null) ? null : failure;
};

/** Generates the takes. Returns the reason when there will be none. */
const generateOrCutShort = async (services: Services, lease: Lease): Promise<FailureRecord | null> => {
  if (lease.job.claims > maximumDeaths) return cutShort(services, lease, { kind: 'poison', facts: {} });
  if (lease.job.retries > maximumRetries) return cutShort(services, lease, { kind: 'internal', facts: {} });
  try {
    return await generate(services, lease);
  } catch (caught) {
    const error = await orFault(services, lease, caught);
    if (!(error instanceof Failure) || lease.signal.aborted) throw error;
    services.log.error({ job: lease.job.id, error }, 'job failed');
    return cutShort(services, lease, { kind: error.kind, facts: error.facts });
  }
};

/**
 * Delivers the result. When a fault of ours prevents that for too long, delivers the fault as the failure instead;
 * finished clips stay in `clips`.
 */
const deliverOrFault = async (
  services: Services,
  lease: Lease,
  failure: FailureRecord | null,
): Promise<void> => {
  try {
    await deliver(services, lease, failure);
  } catch (caught) {
    const error = await orFault(services, lease, caught);
    if (!(error instanceof Failure) || error.kind !== 'fault' || failure !== null) throw error;
    const waited = { kind: error.kind, facts: error.facts };
    await lease.write({ failure: waited });
    await deliver(services, lease, waited);
  }
};

/** Renders what isn't rendered yet, then delivers the result. */
const renderAndDeliver = async (services: Services, lease: Lease): Promise<void> => {
  if (lease.job.state === 'delivering') return deliverOrFault(services, lease, lease.job.failure);
  const failure = await generateOrCutShort(services, lease);
  await lease.write({ state: 'delivering', fraction: 1, failure });
  await deliverOrFault(services, lease, failure);
};

/** Updates the card of a released job to say what it waits for. */
const sayWaiting = async (services: Services, id: string): Promise<void> => {
  const job = await findJob(services.store.database, id);
  if (job !== null && job.lease === null && job.waitsFor !== null) await updateCard(services, job);
};

/** How a job goes on after an error: after a pause, in another lane, or when others had their turn. `retry`: none of these. */
const releaseAfter = (error: unknown) => {
  const pause = error instanceof RetryLater ? error.pause : null;
  const lane = error instanceof OtherLane ? error.lane : null;
  return { pause, lane, retry: pause === null && lane === null && !(error instanceof NextTurn) };
};

/**
 * Runs a job from its current state. Safe to run twice: one conditional update decides which worker runs it, and every
 * step continues where the last one stopped. Rejects when the job must be run again later.
 */
export const runJob = async (services: Services, id: string, stop: AbortSignal): Promise<void> => {
  const lease = await claimLease(services, id, stop);
  if (lease === null) return;
  let release: ReturnType<typeof releaseAfter> = { pause: null, lane: null, retry: false };
  try {
    if (lease.job.cancelRequested && lease.job.state !== 'delivering') await endCancelled(services, lease);
    else await renderAndDeliver(services, lease);
  } catch (error) {
    if (lease.cancelled) return await endCancelled(services, lease);
    release = releaseAfter(error);
    if (release.retry) throw error;
    // The sweeper takes it up again after the pause.
    services.log.warn({ job: id, pause: release.pause, lane: release.lane, error }, 'job released');
  } finally {
    // Stopping, like waiting, doesn't count as a retry.
    await lease.end({ retry: release.retry && !stop.aborted, pause: release.pause });
  }
  if (release.lane !== null) await services.queue.push(release.lane, id, lease.job.priority);
  if (release.pause !== null) await sayWaiting(services, id);
};

/** Starts the workers for all lanes. */
export const workOn = (services: Services): Promise<QueueWorker> =>
  services.queue.work((id, signal) => runJob(services, id, signal), laneWidths(services));
