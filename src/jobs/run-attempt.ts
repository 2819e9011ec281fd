import { candidatesOf, type Engine, type Operation } from '../core/engine.ts';
import { asFailure, Failure, type FailureKind } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { orderOfTake } from '../core/order.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { type AttemptRow, closeAttempt, openAttempt, saveOperation } from '../store/attempts.ts';
import { requireSpending } from '../store/spend.ts';
import type { TakeRow } from '../store/takes.ts';
import { fenceOf, type Lease } from './lease.ts';
import type { TakeFiles } from './order-files.ts';
import { RetryLater } from './retry-later.ts';
import { planFor } from './route.ts';
import { engineNamed, type Services } from './services.ts';

/** An attempt that the engine has accepted, with its operation. */
export type StartedAttempt = {
  readonly attempt: AttemptRow;
  readonly engine: Engine;
  readonly operation: Operation;
};

// Attempts also end when a process dies, so this allows more than anyone would refuse in a row.
export const maximumAttempts = 8;

/** Failures after which the same may succeed another time. */
export const transient: readonly FailureKind[] = [
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
export const closeAndThrow = async (
  services: Services,
  lease: Lease,
  attempt: AttemptRow,
  error: unknown,
  again = false,
): Promise<never> => {
  const failure = asFailure(error);
  const { kind, facts } = failure;
  services.log.warn({ job: attempt.job, take: attempt.take, kind, error }, 'attempt failed');
  await closeAttempt(services.store.database, lease.token, attempt, { kind, facts });
  if (again && transient.includes(kind) && attempt.number < maximumAttempts) throw new RetryLater(kind);
  throw failure;
};

const checkSeconds = 60;
// Longer than any model may run, so an operation that takes longer is considered lost.
const renderingSeconds = 45 * 60;

/** Polls the engine until the take is ready, with growing pauses. Returns the failure when the engine reports one. */
export const untilReady = async (
  lease: Lease,
  { attempt, engine, operation: first }: StartedAttempt,
  progress: { readonly at: (fraction: number) => void; readonly frame: (jpeg: Uint8Array) => void },
  renew: (operation: Operation) => Promise<void>,
): Promise<Failure | null> => {
  let operation = first;
  const started = performance.now() - attempt.age * 1_000;
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 5_000)) {
    const checked = await withTimeout(checkSeconds, 'unavailable', engine.check(operation, fenceOf(lease)));
    if (checked.state === 'ready') return null;
    if (checked.state === 'failed') return new Failure(checked.failure.kind, checked.failure.facts);
    if (checked.fraction !== null) progress.at(checked.fraction);
    if (checked.preview !== undefined) progress.frame(checked.preview);
    if (checked.operation !== undefined) {
      operation = checked.operation;
      await renew(operation);
      lease.signal.throwIfAborted();
      continue;
    }
    if (performance.now() - started > renderingSeconds * 1_000) {
      await engine.cancel(operation);
      return new Failure('timeout');
    }
    await engine.waitForUpdate(operation, pause, lease.signal);
  }
};

const startSeconds = 120;

const start = async (
  services: Services,
  lease: Lease,
  attempt: AttemptRow,
  files: TakeFiles,
): Promise<StartedAttempt> => {
  const engine = engineNamed(services, attempt.plan.engine);
  const { signal } = lease;
  const { paths, references } = files;
  const context = {
    ...{ idempotencyKey: attempt.idempotencyKey, photos: paths, references },
    ...{ signal, fence: fenceOf(lease) },
  };
  const starting = engine.start(attempt.plan, context);
  const operation = await withTimeout(startSeconds, 'unknown_outcome', starting).catch((error: unknown) => {
    // Unless the engine itself refused, we can't know whether the call arrived. The next run looks before calling
    // again.
    const refused = error instanceof Failure && error.kind !== 'unknown_outcome' && !signal.aborted;
    if (!refused) throw new RetryLater('unknown_outcome', { cause: error });
    return closeAndThrow(services, lease, attempt, error, true);
  });
  await saveOperation(services.store.database, attempt.idempotencyKey, operation);
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
  const finding = engine.find(attempt.idempotencyKey, attempt.age, attempt.plan);
  const operation = await withTimeout(findSeconds, 'unknown_outcome', finding).catch((error: unknown) => {
    if (attempt.age < searchSeconds) throw new RetryLater('unknown_outcome', { cause: error });
    return closeAndThrow(services, lease, attempt, new Failure('unknown_outcome', {}, error));
  });
  if (operation === null) await closeAttempt(database, lease.token, attempt, null);
  else await saveOperation(database, attempt.idempotencyKey, operation);
  return operation === null ? null : { attempt, engine, operation };
};

/**
 * Returns the attempt a take continues with: resumed from its saved operation, found by its idempotency key, or newly
 * started after its row is written. `latest` is the newest attempt. Never calls an engine twice for one row and never
 * opens an unlimited number of rows.
 */
export const beginAttempt = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  latest: AttemptRow | null,
  files: TakeFiles,
): Promise<StartedAttempt> => {
  lease.signal.throwIfAborted();
  const { database } = services.store;
  const recovered = latest?.state === 'open' ? await recover(services, lease, latest) : null;
  if (recovered !== null) return recovered;
  const number = (latest?.number ?? 0) + 1;
  if (number > maximumAttempts * (take.candidate + 1)) throw new Failure('unknown_outcome');
  const order = orderOfTake(lease.job.order, take.number);
  const candidates = candidatesOf(lease.job.candidates, take.number);
  const plan = planFor(services, order, candidates, take.candidate, take.seed, files.sizes);
  if (plan.credits > 0) await requireSpending(database, services.limits);
  const row = { idempotencyKey: newId(), job: take.job, take: take.number, number, plan };
  const attempt = await openAttempt(database, lease.token, row);
  if (attempt === null) throw new RetryLater('lease lost or paused');
  return start(services, lease, attempt, files);
};

export const modelOfAttempt = ({ engine, attempt }: StartedAttempt) =>
  engine.models().find(({ name }) => name === attempt.plan.model);
