import { Failure, type FailureKind, isDiskFull } from '../core/failure.ts';
import { type Fault, faults } from '../core/job.ts';
import type { Pause } from '../store/claims.ts';
import type { JobRow } from '../store/jobs.ts';
import type { Store } from '../store/open-store.ts';
import type { Services } from './services.ts';

/** Thrown to retry the job later: soon, or after a pause. The job has not failed. */
export class RetryLater extends Error {
  readonly pause: Pause | null;

  constructor(why: string, { cause, pause = null }: { cause?: unknown; pause?: Pause | null } = {}) {
    super(why, cause === undefined ? undefined : { cause });
    this.pause = pause;
  }
}

// Well within a lease, so an answer obtained this quickly can't be outdated yet.
const milliseconds = 3_000;
const tries = 5;

/**
 * Repeats a query until it answers quickly enough to be trusted: the process may freeze between getting an answer and
 * acting on it. Throws `RetryLater` when no answer is fresh.
 */
export const withFreshAnswer = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (let tried = 0; tried < tries; tried++) {
    const at = performance.now();
    const answer = await ask();
    if (performance.now() - at < milliseconds) return answer;
  }
  throw new RetryLater('no fresh answer');
};

/** Whether the database is unavailable. */
export const isDatabaseDown = ({ store }: { readonly store: Pick<Store, 'ping'> }): Promise<boolean> =>
  store.ping().then(
    () => false,
    () => true,
  );

/** Minimum free space for starting a render, in bytes: enough for a clip and all its intermediate files. */
export const roomToRender = 100_000_000;

// Error codes of a failing disk or network folder, not of a missing file.
const away = ['EIO', 'ESTALE', 'EROFS', 'ENODEV', 'ENXIO', 'ETIMEDOUT', 'EHOSTDOWN', 'ENOTCONN'];

const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' && 'syscall' in error ? [error.code] : [];
  return [...own, ...codesOf(error.cause)];
};

// Failures that may mean a full disk, when we only see that another program failed.
const vague: readonly FailureKind[] = ['encoder_failed', 'bad_output', 'internal'];

const isFull = ({ storage }: Services): Promise<boolean> =>
  storage.free().then(
    (free) => free < roomToRender,
    () => false,
  );

/** Which of our own resources is unavailable, if that is the cause of an error. */
export const faultOf = async (services: Services, error: unknown): Promise<Fault | null> => {
  const failure = error instanceof Failure ? error : null;
  const codes = codesOf(error);
  if (failure?.kind === 'fault') return faults.find((fault) => fault === failure.facts['of']) ?? null;
  if (failure?.kind === 'disk_full' || isDiskFull(error)) return 'disk';
  if (codes.includes('ENOMEM')) return 'memory';
  if (failure === null && (await isDatabaseDown(services))) return 'database';
  if (codes.some((code) => away.includes(code))) return 'storage';
  return vague.includes(failure?.kind ?? 'internal') && (await isFull(services)) ? 'disk' : null;
};

// In seconds. Retrying work that uses up all memory may take it from other work too.
const longestPause: Readonly<Record<Fault, number>> = { disk: 60, database: 60, storage: 60, memory: 600 };

type Leased = { readonly job: Pick<JobRow, 'waitsFor' | 'waitsSince'>; readonly signal: AbortSignal };

/**
 * What to throw for an error. When one of our own resources is temporarily unavailable, `RetryLater` with a pause; after
 * too long, the `Failure` `fault` that users see. Otherwise the error itself. Nobody is charged for waiting.
 */
export const orFault = async (
  services: Services,
  { job, signal }: Leased,
  error: unknown,
): Promise<unknown> => {
  if (error instanceof RetryLater || signal.aborted) return error;
  const fault = await faultOf(services, error);
  if (fault === null) return error;
  const { waitsFor, waitsSince } = job;
  const since = waitsFor === fault && waitsSince !== null ? waitsSince.getTime() : Date.now();
  const waited = Math.max(0, (Date.now() - since) / 1_000);
  if (waited > services.faultMinutes * 60)
    return new Failure('fault', { of: fault, minutes: services.faultMinutes }, error);
  const seconds = Math.min(longestPause[fault], Math.max(5, waited / 4));
  return new RetryLater(`waits for ${fault}`, { cause: error, pause: { seconds, for: fault } });
};
