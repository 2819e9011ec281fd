import type { Engine, Operation } from '../core/engine.ts';
import { asFailure, Failure, type FailureKind } from '../core/failure.ts';
import { newId } from '../core/id.ts';
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

/** An attempt whose engine has given a receipt. */
export type StartedAttempt = {
  readonly attempt: AttemptRow;
  readonly engine: Engine;
  readonly operation: Operation;
};

/** What a take is made from: the photos, and paths of the sound, the depth map and the logo where there are any. */
export type TakeFiles = {
  readonly sizes: readonly Size[];
  readonly paths: readonly string[];
  readonly sound: string | null;
  readonly depth: string | null;
  readonly logo: string | null;
};

// An attempt may end because its process did, so there are more of them than anybody would refuse in a row.
const maximumAttempts = 5;

// Failures that may pass by themselves.
const passing: readonly FailureKind[] = [
  'rate_limited',
  'unavailable',
  'timeout',
  'encoder_failed',
  'bad_output',
  'store_down',
  'internal',
];

/** Ends an attempt for good. Throws its failure, or `RetryLater` when the engine certainly began nothing and may yet. */
export const giveUp = async (
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

// What is made elsewhere is worth waiting for; what fails here should fail while its owner still looks on.
const patienceFor = (engine: Engine): number => (isLocal(engine) ? 3 : 20);

const brokenTries = 3;
// Broken bytes are hardly ever better the next time, so a few of them use up all patience.
const weightOf = (kind: FailureKind, patience: number): number =>
  kind === 'bad_output' ? Math.ceil(patience / brokenTries) : 1;

const stopSeconds = 30;

/** Gives up what was begun. The engine is told, or it would go on filming and keep the photos. */
const abandon = async (
  services: Services,
  lease: Lease,
  { attempt, engine, operation }: StartedAttempt,
  error: unknown,
): Promise<never> => {
  await withTimeout(stopSeconds, 'timeout', engine.cancel(operation)).catch((reason: unknown) => {
    services.log.warn({ job: attempt.job, error: reason }, 'giving up did not reach the engine');
  });
  return giveUp(services, lease, attempt, error);
};

/** After a receipt nothing is begun anew: what may pass is tried again later on the same one, a bounded number of times. */
export const trouble = async (
  services: Services,
  lease: Lease,
  started: StartedAttempt,
  error: unknown,
): Promise<never> => {
  const { attempt } = started;
  // What is written while filming goes into folders of our own.
  const ours = error instanceof Failure && error.kind === 'output_unwritable';
  const fault = ours ? new Failure('fault', { of: 'storage' }, error) : error;
  const known = await waitOut(services, lease, fault).catch((reason: unknown) => reason);
  if (known instanceof RetryLater) throw known;
  const { kind } = asFailure(known);
  if (!passing.includes(kind)) return abandon(services, lease, started, known);
  const patience = patienceFor(started.engine);
  const errors = await countAttemptError(services.store.database, attempt.marker, weightOf(kind, patience));
  if (errors >= patience) return abandon(services, lease, started, known);
  services.log.warn({ job: attempt.job, take: attempt.take, errors, error }, 'trying again later');
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
  const context = { idempotencyKey: attempt.marker, photos: photos.paths, signal, fence: fenceOf(lease) };
  const starting = engine.start(attempt.plan, context);
  const operation = await withTimeout(startSeconds, 'unknown_outcome', starting).catch((error: unknown) => {
    // Unless the engine itself refused, nobody knows whether the call arrived: the next run looks before it calls.
    const refused = error instanceof Failure && error.kind !== 'unknown_outcome' && !signal.aborted;
    if (!refused) throw new RetryLater('unknown_outcome', { cause: error });
    return giveUp(services, lease, attempt, error, true);
  });
  await saveOperation(services.store.database, attempt.marker, operation);
  return { attempt, engine, operation };
};

// Engines forget what they made within the hour; by then looking any longer cannot help.
const searchSeconds = 15 * 60;
const findSeconds = 60;

/** What an attempt without a receipt began; null when certainly nothing, so that another may be opened. */
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
    return giveUp(services, lease, attempt, new Failure('unknown_outcome', {}, error));
  });
  if (operation === null) await closeAttempt(database, lease.id, attempt, null);
  else await saveOperation(database, attempt.marker, operation);
  return operation === null ? null : { attempt, engine, operation };
};

/**
 * The attempt a take stands on: resumed from its receipt, found again by its marker, or newly begun after its row
 * was written; `latest` is the newest there is. Never calls an engine twice for one row, nor opens rows without end.
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
  const { order, candidates } = lease.job;
  const plan = planFor(services, order, candidates, take.candidate, take.seed, photos.sizes);
  if (plan.credits > 0) await wantSpending(database, services.limits);
  const row = { marker: newId(), job: take.job, take: take.number, number, plan };
  const attempt = await openAttempt(database, lease.id, row);
  if (attempt === null) throw new RetryLater('lease lost or paused');
  return start(services, lease, attempt, photos);
};
