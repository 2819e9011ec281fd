import { Failure } from '../core/failure.ts';
import type { Fence } from '../core/fence.ts';
import { newId } from '../core/id.ts';
import { claimJob, type LeasedJob, type Pause, releaseJob, updateLeasedJob } from '../store/claims.ts';
import type { JobRow } from '../store/jobs.ts';
import { RetryLater, withFreshAnswer } from './retry-later.ts';
import type { Services } from './services.ts';
import { type CardUpdater, openCardUpdater } from './update-card.ts';

/**
 * A job this worker holds. The signal aborts when work must stop: on shutdown, when its owner cancels, or when the
 * lease is lost.
 */
export type Lease = {
  readonly job: JobRow;
  /** Recorded with the job: only its holder knows it. */
  readonly token: string;
  readonly signal: AbortSignal;
  readonly cancelled: boolean;
  /** Like `signal`, but doesn't abort on shutdown, so that messages being sent may still arrive. */
  readonly lost: AbortSignal;
  /** Remembers the progress, 0 to 1; the next heartbeat writes it. */
  progress(fraction: number): void;
  /** Shows a frame of what is being made on the card. Only the first one counts. */
  preview: CardUpdater['preview'];
  /** Updates the job. Throws when the lease is lost. */
  write(change: Parameters<typeof updateLeasedJob>[3]): Promise<void>;
  /** Renews the lease unless it was renewed a moment ago. Throws when it is lost. */
  check(): Promise<void>;
  /** Runs a query that renews the lease and returns whether we still held it. Throws when we didn't. */
  renew(ask: () => Promise<boolean>): Promise<void>;
  /** Marks the job as done, which also ended the lease. */
  done(): void;
  /** Stops the heartbeat and, unless the job is done, releases it; see `releaseJob`. */
  end(how: { readonly retry: boolean; readonly pause: Pause | null }): Promise<void>;
};

/** The fence for external side effects of a job we hold. */
export const fenceOf = ({ lost, check }: Pick<Lease, 'lost' | 'check'>): Fence => ({ signal: lost, check });

// A lease renewed this recently has seconds left, so nobody can have taken over, even if this process was frozen in
// between.
const sureMilliseconds = 1_000;

/** Claims a job and keeps its lease alive while work goes on. Returns null when another worker has it or it is done. */
export const claimLease = async (
  services: Services,
  id: string,
  stop: AbortSignal,
): Promise<Lease | null> => {
  const { database } = services.store;
  const lease = newId();
  let renewed = performance.now();
  const job = await claimJob(database, id, lease);
  if (job === null) return null;
  const mine = new AbortController();
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    let at = renewed;
    const answer = await withFreshAnswer(() => {
      at = performance.now();
      return question();
    });
    renewed = Math.max(renewed, at);
    return answer;
  };
  const check = async (): Promise<void> => {
    if (performance.now() - renewed > sureMilliseconds) {
      const row = await ask(() => updateLeasedJob(database, id, lease, {}));
      if (row === null) mine.abort(new Failure('unavailable'));
    }
    mine.signal.throwIfAborted();
  };
  const card = openCardUpdater(services, fenceOf({ lost: mine.signal, check }));
  // A job that was waiting keeps saying so until it really continues.
  if (job.state !== 'delivering' && job.waitsFor === null && !job.cancelRequested) card.show(job);
  let fraction = job.fraction;
  let cancelled = false;
  let done = false;
  const hear = async (row: Omit<LeasedJob, 'lease'> | null): Promise<void> => {
    if (row === null) mine.abort(new Failure('unavailable'));
    else if (row.state === 'delivering') await card.stop();
    else {
      card.show({ ...job, ...row });
      if (!row.cancelRequested) return;
      cancelled = true;
      mine.abort(new Failure('cancelled'));
    }
  };
  const write = async (change: Parameters<typeof updateLeasedJob>[3]): Promise<void> => {
    await hear(await updateLeasedJob(database, id, lease, { fraction, ...change }));
    mine.signal.throwIfAborted();
  };
  const beat = services.heartbeats.join({
    id,
    lease,
    fraction: () => fraction,
    hear: (row) => (row === null ? write({}) : hear(row)),
    unheard: () => card.showOutage(),
  });
  return {
    job,
    token: lease,
    signal: AbortSignal.any([stop, mine.signal]),
    lost: mine.signal,
    check,
    renew: async (question) => {
      if (!(await ask(question))) throw new RetryLater('lease lost');
    },
    get cancelled() {
      return cancelled;
    },
    progress: (share) => {
      fraction = share;
    },
    preview: card.preview,
    write,
    done: () => {
      done = true;
    },
    end: async (how) => {
      beat.leave();
      renewed = Number.NEGATIVE_INFINITY;
      if (!done) await releaseJob(database, id, lease, how);
      // An edit on its way must not overwrite what the card says next.
      await card.stop();
    },
  };
};
