import { Failure } from '../core/failure.ts';
import type { Fence } from '../core/fence.ts';
import { newId } from '../core/id.ts';
import { claimJob, type HeldJob, type Pause, releaseJob, updateHeldJob } from '../store/claims.ts';
import type { JobRow } from '../store/jobs.ts';
import { freshly } from './freshly.ts';
import { RetryLater } from './retry-later.ts';
import type { Services } from './services.ts';
import { openTeller } from './update-card.ts';

/** A job in our hands. The signal aborts when we must stop: told to, cancelled by its owner, or the lease was lost. */
export type Lease = {
  readonly job: JobRow;
  readonly id: string;
  readonly signal: AbortSignal;
  readonly cancelled: boolean;
  /** Aborts when the lease was lost, and not because we were told to stop: what is being sent may still get there. */
  readonly lost: AbortSignal;
  /** Remembers how far the work is; written with the next heartbeat. */
  progress(fraction: number): void;
  /** Writes to the job. Throws when the lease is no longer ours. */
  write(change: Parameters<typeof updateHeldJob>[3]): Promise<void>;
  /** Renews the lease unless that was done a moment ago. Throws when it is no longer ours. */
  check(): Promise<void>;
  /** Asks for what renews the lease and tells whether it was ours. Throws when it was not. */
  renew(ask: () => Promise<boolean>): Promise<void>;
  /** Says that the job is done and the lease gone with it. */
  done(): void;
  /** Stops the heartbeat and, unless it is done, lets the job go; see `releaseJob`. */
  end(how: { readonly retry: boolean; readonly pause: Pause | null }): Promise<void>;
};

/** Guards what is done outside for a job in our hands. */
export const fenceOf = ({ lost, check }: Pick<Lease, 'lost' | 'check'>): Fence => ({ signal: lost, check });

// Nobody can have taken over what has seconds left by then, not even from a process that was frozen meanwhile.
const sureMilliseconds = 1_000;

/** Claims a job and keeps it while the work goes on; null when another has it or it is done. */
export const takeLease = async (services: Services, id: string, stop: AbortSignal): Promise<Lease | null> => {
  const { database } = services.store;
  const lease = newId();
  let renewed = performance.now();
  const job = await claimJob(database, id, lease);
  if (job === null) return null;
  const mine = new AbortController();
  const ask = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    let at = renewed;
    const answer = await freshly(() => {
      at = performance.now();
      return question();
    });
    renewed = Math.max(renewed, at);
    return answer;
  };
  const check = async (): Promise<void> => {
    if (performance.now() - renewed > sureMilliseconds) {
      const row = await ask(() => updateHeldJob(database, id, lease, {}));
      if (row === null) mine.abort(new Failure('unavailable'));
    }
    mine.signal.throwIfAborted();
  };
  const teller = openTeller(services, fenceOf({ lost: mine.signal, check }));
  // One that has waited says so until it really goes on.
  if (job.state !== 'delivering' && job.waitsFor === null && !job.cancelRequested) teller.see(job);
  let fraction = job.fraction;
  let cancelled = false;
  let done = false;
  const hear = async (row: Omit<HeldJob, 'lease'> | null): Promise<void> => {
    if (row === null) mine.abort(new Failure('unavailable'));
    else if (row.state === 'delivering') await teller.rest();
    else {
      teller.see({ ...job, ...row });
      if (!row.cancelRequested) return;
      cancelled = true;
      mine.abort(new Failure('cancelled'));
    }
  };
  const write = async (change: Parameters<typeof updateHeldJob>[3]): Promise<void> => {
    await hear(await updateHeldJob(database, id, lease, { fraction, ...change }));
    mine.signal.throwIfAborted();
  };
  const beat = services.pulse.join({
    id,
    lease,
    fraction: () => fraction,
    hear: (row) => (row === null ? write({}) : hear(row)),
    unheard: () => teller.away(),
  });
  return {
    job,
    id: lease,
    signal: AbortSignal.any([stop, mine.signal]),
    lost: mine.signal,
    check,
    renew: async (question) => {
      if (!(await ask(question))) throw new RetryLater('lease lost');
    },
    get cancelled() {
      return cancelled;
    },
    progress: (done) => {
      fraction = done;
    },
    write,
    done: () => {
      done = true;
    },
    end: async (how) => {
      beat.leave();
      renewed = Number.NEGATIVE_INFINITY;
      if (!done) await releaseJob(database, id, lease, how);
    },
  };
};
