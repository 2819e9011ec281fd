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

/** Unfinished jobs nobody holds and the operator has not paused, in the order they should run. */
export const findUnclaimed = (database: Database, limit: number): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(and(ne(jobs.state, 'done'), free, not(heldBack)))
    .orderBy(asc(jobs.priority), asc(jobs.sequence))
    .limit(limit);

/** Seconds a lease lasts without a heartbeat; shorter than the queue's own lock so that a dead worker's job is free in time. */
const leaseSeconds = 8;
/** Until when a lease lasts that is renewed now. */
export const leaseEnd = sql`now() + make_interval(secs => ${leaseSeconds})`;

/** Makes a job ours if nobody works on it. One statement decides; null when somebody does, or it is done or paused. */
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

/** A new state: not `delivering` once cancel was asked for, and with deaths counted from nought. */
const reach = (state: JobState) => ({
  state: sql`case when ${jobs.cancelRequested} and ${state} = 'delivering' then ${jobs.state} else ${state} end`,
  claims: sql`case when ${jobs.state} = ${state} then ${jobs.claims} else 1 end`,
  // What has been waited for is there.
  ...(state === 'delivering' && { waitsFor: null, waitsSince: null }),
});

/**
 * Writes to a job and renews the lease; null when the lease is no longer ours and the work must stop. Reaching a new
 * state clears the count of deaths: what gets further is not what kills its workers.
 */
export const updateHeldJob = async (
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

/** What a heartbeat tells of a job. */
export type HeldJob = Pick<JobRow, 'state' | 'engine' | 'model' | 'fraction' | 'cancelRequested'> & {
  readonly lease: string;
};

/**
 * Renews leases and writes how far their jobs are; gives those that were ours, but for rows somebody else is writing to at
 * this moment: one of those must not keep all the others waiting.
 */
export const renewLeases = (
  database: Database,
  beats: readonly { readonly id: string; readonly lease: string; readonly fraction: number }[],
): Promise<HeldJob[]> =>
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

/** When and why a job that was let go is taken up again: `seconds` from now, and what it waits for. */
export type Pause = { readonly seconds: number; readonly for: WaitsFor };

/**
 * Lets go of a job, so that another worker may claim it at once, or after a pause, and no death is counted; `retry`:
 * something went wrong.
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

/** Frees every job: only for the one process that owns the whole database, at its start. */
export const releaseAllJobs = async (database: Database): Promise<void> => {
  await database.update(jobs).set({ lease: null, leaseUntil: null }).where(ne(jobs.state, 'done'));
};
