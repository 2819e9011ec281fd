import type { Engine, Operation } from '../core/engine.ts';
import { asFailure, Failure, type FailureKind } from '../core/failure.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { type AttemptRow, closeAttempt, countAttemptError } from '../store/attempts.ts';
import type { Lease } from './lease.ts';
import { orFault, RetryLater } from './retry-later.ts';
import { isLocal } from './route.ts';
import type { Services } from './services.ts';

/** An attempt that the engine has accepted, with its operation. */
export type StartedAttempt = {
  readonly attempt: AttemptRow;
  readonly engine: Engine;
  readonly operation: Operation;
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
  if (again && passing.includes(kind) && attempt.number < maximumAttempts) throw new RetryLater(kind);
  throw failure;
};

// Remote work is worth waiting for; local failures should surface while the owner is still watching.
const maximumErrorsOf = (engine: Engine): number => (isLocal(engine) ? 3 : 20);

const brokenTries = 3;
// Corrupt output rarely gets better on retry, so a few of them use up the whole allowance.
const weightOf = (kind: FailureKind, maximumErrors: number): number =>
  kind === 'bad_output' ? Math.ceil(maximumErrors / brokenTries) : 1;

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
  return closeAndThrow(services, lease, attempt, error);
};

/**
 * Handles an error after the engine has accepted the attempt. Never starts a new operation: transient errors are
 * retried later on the same one, a limited number of times.
 */
export const throwRetryOrFailure = async (
  services: Services,
  lease: Lease,
  started: StartedAttempt,
  error: unknown,
): Promise<never> => {
  const { attempt } = started;
  // The render output goes to our own folders, so this is a fault of our storage.
  const ours = error instanceof Failure && error.kind === 'output_unwritable';
  const fault = ours ? new Failure('fault', { of: 'storage' }, error) : error;
  const known = await orFault(services, lease, fault);
  if (known instanceof RetryLater) throw known;
  const { kind } = asFailure(known);
  if (!passing.includes(kind)) return cancelFailed(services, lease, started, known);
  const maximumErrors = maximumErrorsOf(started.engine);
  const errors = await countAttemptError(
    services.store.database,
    attempt.idempotencyKey,
    weightOf(kind, maximumErrors),
  );
  if (errors >= maximumErrors) return cancelFailed(services, lease, started, known);
  services.log.warn({ job: attempt.job, take: attempt.take, errors, error }, 'will be retried');
  throw new RetryLater('trouble', { cause: error });
};
