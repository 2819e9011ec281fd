import { candidatesOf, type Engine, type Operation } from '../core/engine.ts';
import { asFailure, Failure, type FailureKind } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { orderOfTake } from '../core/order.ts';
import type { Size } from '../core/shot.ts';
import { withTimeout } from '../core/with-timeout.ts';
import {
  type AttemptRow,
  closeAttempt,
  countAttemptError,
  openAttempt,
  saveOperation,
} from '../store/attempts.ts';
import { wantSpending } from '../store/spend.ts';
import type { TakeRow } from '../store/takes.ts';
import { fenceOf, type Lease } from './lease.ts';
import { RetryLater } from './retry-later.ts';
import { isLocal, planFor } from './route.ts';
import { engineNamed, type Services } from './services.ts';
import { waitOut } from './wait-out.ts';

/** An attempt that the engine has accepted, with its operation. */
export type StartedAttempt = {
  readonly attempt: AttemptRow;
  readonly engine: Engine;
  readonly operation: Operation;
};

/** The files a take is made from: photo sizes and paths, and the paths of the reference photos, the sound, depth map, mask and logo, if any. */
export type TakeFiles = {
  readonly sizes: readonly Size[];
  readonly paths: readonly string[];
  readonly references: readonly string[];
  readonly sound: string | null;
  readonly depth: string | null;
  readonly mask: string | null;
  readonly logo: string | null;
};

// Attempts also end when a process dies, so this allows more than anyone would refuse in a row.
export const maximumAttempts = 8;

// Failures that may be transient.
const passing: readonly FailureKind[] = [
  'rate_limited',
  'unavailable',
  'timeout',
  'encoder_failed',
  'bad_output',
  'store_down',
  'internal',
];

/**
 * Closes an attempt for good. Throws its failure, or `RetryLater` when the engine certainly started nothing and may
 * still succeed.
 */
export const closeFailed = async (
  services: Services,
  lease: Lease,
  attempt: AttemptRow,
  error: unknown,
  again = false,
): Promise<never> => {
  const failure = asFailure(error);
  const { kind, facts } = failure;
  services.log.warn({ job: attempt.job, take: attempt.take, kind, error }, 'attempt failed');
  await closeAttempt(services.store.database, lease.id, attempt, { kind, facts });
  if (again && passing.includes(kind) && attempt.number < maximumAttempts) throw new RetryLater(kind);
  throw failure;
};

// Remote work is worth waiting for; local failures should surface while the owner is still watching.
const maximumErrorsOf = (engine: Engine): number => (isLocal(engine) ? 3 : 20);

const brokenTries = 3;
// Corrupt output rarely gets better on retry, so a few of them use up the whole allowance.
const weightOf = (kind: FailureKind, patience: number): number =>
  kind === 'bad_output' ? Math.ceil(patience / brokenTries) : 1;

const stopSeconds = 30;

/** Abandons a started attempt. Cancels it at the engine, which would otherwise keep rendering and keep the photos. */
const cancelFailed = async (
  services: Services,
  lease: Lease,
  { attempt, engine, operation }: StartedAttempt,
  error: unknown,
): Promise<never> => {
  await withTimeout(stopSeconds, 'timeout', engine.cancel(operation)).catch((reason: unknown) => {
    services.log.warn({ job: attempt.job, error: reason }, 'a cancel did not reach the engine');
  });
  return closeFailed(services, lease, attempt, error);
};

/**
 * Handles an error after the engine has accepted the attempt. Never starts a new operation: transient errors are
 * retried later on the same one, a limited number of times.
 */
export const retryOrFail = async (
  services: Services,
  lease: Lease,
  started: StartedAttempt,
  error: unknown,
): Promise<never> => {
  const { attempt } = started;
  // The render output goes to our own folders, so this is a fault of our storage.
  const ours = error instanceof Failure && error.kind === 'output_unwritable';
  const fault = ours ? new Failure('fault', { of: 'storage' }, error) : error;
  const known = await waitOut(services, lease, fault).catch((reason: unknown) => reason);
  if (known instanceof RetryLater) throw known;
  const { kind } = asFailure(known);
  if (!passing.includes(kind)) return cancelFailed(services, lease, started, known);
  const maximumErrors = maximumErrorsOf(started.engine);
  const errors = await countAttemptError(
    services.store.database,
    attempt.marker,
    weightOf(kind, maximumErrors),
  );
  if (errors >= maximumErrors) return cancelFailed(services, lease, started, known);
  services.log.warn({ job: attempt.job, take: attempt.take, errors, error }, 'will be retried');
  throw new RetryLater('trouble', { cause: error });
};

const startSeconds = 120;

const start = async (
  services: Services,
  lease: Lease,
  attempt: AttemptRow,
  photos: TakeFiles,
): Promise<StartedAttempt> => {
  const engine = engineNamed(services, attempt.plan.engine);
  const { signal } = lease;
  const { paths, references } = photos;
  const context = {
    ...{ idempotencyKey: attempt.marker, photos: paths, references },
    ...{ signal, fence: fenceOf(lease) },
  };
  const starting = engine.start(attempt.plan, context);
  const operation = await withTimeout(startSeconds, 'unknown_outcome', starting).catch((error: unknown) => {
    // Unless the engine itself refused, we can't know whether the call arrived. The next run looks before calling
    // again.
    const refused = error instanceof Failure && error.kind !== 'unknown_outcome' && !signal.aborted;
    if (!refused) throw new RetryLater('unknown_outcome', { cause: error });
    return closeFailed(services, lease, attempt, error, true);
  });
  await saveOperation(services.store.database, attempt.marker, operation);
  return { attempt, engine, operation };
};

// Engines forget their results within the hour, so searching longer can't help.
const searchSeconds = 15 * 60;
const findSeconds = 60;

/**
 * Finds the operation of an attempt that has none saved. Returns null when it certainly started nothing, so another
 * attempt may be opened.
 */
const recover = async (
  services: Services,
  lease: Lease,
  attempt: AttemptRow,
): Promise<StartedAttempt | null> => {
  const { database } = services.store;
  const engine = engineNamed(services, attempt.plan.engine);
  if (attempt.operation !== null) return { attempt, engine, operation: attempt.operation };
  const finding = engine.find(attempt.marker, attempt.age, attempt.plan);
  const operation = await withTimeout(findSeconds, 'unknown_outcome', finding).catch((error: unknown) => {
    if (attempt.age < searchSeconds) throw new RetryLater('unknown_outcome', { cause: error });
    return closeFailed(services, lease, attempt, new Failure('unknown_outcome', {}, error));
  });
  if (operation === null) await closeAttempt(database, lease.id, attempt, null);
  else await saveOperation(database, attempt.marker, operation);
  return operation === null ? null : { attempt, engine, operation };
};

/**
 * Returns the attempt a take continues with: resumed from its saved operation, found by its idempotency key, or newly
 * started after its row is written. `latest` is the newest attempt. Never calls an engine twice for one row and never
 * opens an unlimited number of rows.
 */
export const begin = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  latest: AttemptRow | null,
  photos: TakeFiles,
): Promise<StartedAttempt> => {
  lease.signal.throwIfAborted();
  const { database } = services.store;
  const recovered = latest?.state === 'open' ? await recover(services, lease, latest) : null;
  if (recovered !== null) return recovered;
  const number = (latest?.number ?? 0) + 1;
  if (number > maximumAttempts * (take.candidate + 1)) throw new Failure('unknown_outcome');
  const order = orderOfTake(lease.job.order, take.number);
  const candidates = candidatesOf(lease.job.candidates, take.number);
  const plan = planFor(services, order, candidates, take.candidate, take.seed, photos.sizes);
  if (plan.credits > 0) await wantSpending(database, services.limits);
  const row = { marker: newId(), job: take.job, take: take.number, number, plan };
  const attempt = await openAttempt(database, lease.id, row);
  if (attempt === null) throw new RetryLater('lease lost or paused');
  return start(services, lease, attempt, photos);
};
