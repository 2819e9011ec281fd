import { and, asc, eq, isNull, lte, ne, not, or, sql } from 'drizzle-orm';
import type { JobState, WaitsFor } from '../core/job.ts';
import type { JobRow } from './jobs.ts';
import type { Database } from './open-store.ts';
import { heldBack } from './pauses.ts';
import { rowsOf } from './rows-of.ts';
import { jobs } from './tables/jobs-table.ts';

const free = and(
  or(isNull(jobs.leaseUntil), lte(jobs.leaseUntil, sql`now()`)),
  or(isNull(jobs.resumeAt), lte(jobs.resumeAt, sql`now()`)),
);

/** Unfinished jobs that no worker holds and the operator has not paused, in run order. */
export const findUnclaimed = (database: Database, limit: number): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(and(ne(jobs.state, 'done'), free, not(heldBack)))
    .orderBy(asc(jobs.priority), asc(jobs.sequence))
    .limit(limit);

/**
 * Seconds a lease lasts without a heartbeat. Shorter than the queue's own lock, so that a dead worker's job is free in
 * time.
 */
const leaseSeconds = 8;
/** When a lease renewed now expires. */
export const leaseEnd = sql`now() + make_interval(secs => ${leaseSeconds})`;

/** Claims a job in one atomic statement. Null if another worker holds it, or if it is done or paused. */
export const claimJob = async (database: Database, id: string, lease: string): Promise<JobRow | null> => {
  const [row] = await database
    .update(jobs)
    .set({
      lease,
      leaseUntil: leaseEnd,
      claims: sql`${jobs.claims} + 1`,
      state: sql`case when ${jobs.state} = 'queued' then 'generating' else ${jobs.state} end`,
      startedAt: sql`coalesce(${jobs.startedAt}, now())`,
      resumeAt: null,
    })
    .where(and(eq(jobs.id, id), ne(jobs.state, 'done'), free, not(heldBack)))
    .returning();
  return row ?? null;
};

type Change = Partial<Pick<JobRow, 'state' | 'fraction' | 'outcome' | 'failure' | 'engine' | 'model'>>;

/** Sets a new state and resets the death count. Does not move to `delivering` after a cancel request. */
const reach = (state: JobState) => ({
  state: sql`case when ${jobs.cancelRequested} and ${state} = 'delivering' then ${jobs.state} else ${state} end`,
  claims: sql`case when ${jobs.state} = ${state} then ${jobs.claims} else 1 end`,
  // The outage it waited for is over.
  ...(state === 'delivering' && { waitsFor: null, waitsSince: null }),
});

/**
 * Updates a job and renews its lease. Null if we lost the lease and must stop. Reaching a new state resets the death
 * count: a job that gets further is not the one killing its workers.
 */
export const updateLeasedJob = async (
  database: Database,
  id: string,
  lease: string,
  change: Change,
): Promise<JobRow | null> => {
  const [row] = await database
    .update(jobs)
    .set({ ...change, leaseUntil: leaseEnd, ...(change.state && reach(change.state)) })
    .where(and(eq(jobs.id, id), eq(jobs.lease, lease), ne(jobs.state, 'done')))
    .returning();
  return row ?? null;
};

/** What a heartbeat returns for a job. */
export type LeasedJob = Pick<JobRow, 'state' | 'engine' | 'model' | 'fraction' | 'cancelRequested'> & {
  readonly lease: string;
};

/**
 * Renews leases and saves the progress of their jobs. Returns the jobs we still hold, except rows that are locked by
 * another write right now: one of those must not hold up all the others.
 */
export const renewLeases = (
  database: Database,
  beats: readonly { readonly id: string; readonly lease: string; readonly fraction: number }[],
): Promise<LeasedJob[]> =>
  rowsOf(
    database,
    sql`with held as (
      select jobs.id, beats.fraction from jobs
      join jsonb_to_recordset(${JSON.stringify(beats)}::jsonb) as beats(id text, lease text, fraction float8)
        on beats.id = jobs.id and beats.lease = jobs.lease
      where jobs.state <> 'done' for update of jobs skip locked
    )
    update jobs set lease_until = ${leaseEnd}, fraction = held.fraction from held where held.id = jobs.id
    returning jobs.lease, jobs.state, jobs.engine, jobs.model, jobs.fraction, jobs.cancel_requested as "cancelRequested"`,
  );

/** A pause before a released job may be claimed again: `seconds` from now, and what it waits for. */
export type Pause = { readonly seconds: number; readonly for: WaitsFor };

/**
 * Releases a job without counting a death, so that another worker can claim it at once or after a pause. `retry`: it is
 * released because of an error.
 */
export const releaseJob = async (
  database: Database,
  id: string,
  lease: string,
  { retry, pause }: { readonly retry: boolean; readonly pause: Pause | null },
): Promise<void> => {
  await database
    .update(jobs)
    .set({
      lease: null,
      leaseUntil: null,
      claims: sql`${jobs.claims} - 1`,
      retries: sql`${jobs.retries} + ${retry ? 1 : 0}`,
      ...(pause !== null && {
        resumeAt: sql`now() + make_interval(secs => ${pause.seconds})`,
        waitsFor: pause.for,
        waitsSince: sql`case when ${jobs.waitsFor} = ${pause.for} then ${jobs.waitsSince} else now() end`,
      }),
    })
    .where(and(eq(jobs.id, id), eq(jobs.lease, lease)));
};

/** Releases every job. Only for a process that owns the whole database, at startup. */
export const releaseAllJobs = async (database: Database): Promise<void> => {
  await database.update(jobs).set({ lease: null, leaseUntil: null }).where(ne(jobs.state, 'done'));
};
