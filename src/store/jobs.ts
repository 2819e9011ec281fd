import { and, asc, desc, eq, inArray, isNull, lt, lte, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { JobState, WaitsFor } from '../core/job.ts';
import type { Json } from '../core/json.ts';
import type { Database } from './open.ts';
import { heldBack } from './pauses.ts';
import { jobs } from './tables/jobs.ts';

export type JobRow = typeof jobs.$inferSelect;

const free = and(
  or(isNull(jobs.leaseUntil), lt(jobs.leaseUntil, sql`now()`)),
  or(isNull(jobs.resumeAt), lte(jobs.resumeAt, sql`now()`)),
);

/**
 * Adds a job behind the owner's other unfinished ones: how many they are is its priority. Null when the owner has
 * used its key before: asking twice is asking once.
 */
export const insertJob = async (
  database: Database,
  job: Omit<typeof jobs.$inferInsert, 'priority'>,
): Promise<JobRow | null> => {
  const priority = sql`(select count(*) from jobs where owner = ${job.owner} and state <> 'done')`;
  const [row] = await database
    .insert(jobs)
    .values({ ...job, priority })
    .onConflictDoNothing({ target: [jobs.owner, jobs.key] })
    .returning();
  return row ?? null;
};

const one = async (database: Database, condition: SQL): Promise<JobRow | null> => {
  const [row] = await database.select().from(jobs).where(condition);
  return row ?? null;
};

export const findJob = (database: Database, id: string): Promise<JobRow | null> =>
  one(database, eq(jobs.id, id));

export const findJobs = (database: Database, ids: readonly string[]): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(inArray(jobs.id, [...ids]));

export const findJobByKey = (database: Database, owner: string, key: string): Promise<JobRow | null> =>
  one(database, sql`${jobs.owner} = ${owner} and ${jobs.key} = ${key}`);

/** Jobs of one owner, newest first, after the job `before` (keyset paging). */
export const listJobs = (
  database: Database,
  owner: string,
  options: { unfinishedOnly: boolean; before: string | null; limit: number },
): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.owner, owner),
        options.unfinishedOnly ? ne(jobs.state, 'done') : undefined,
        options.before === null
          ? undefined
          : sql`${jobs.sequence} < (select sequence from jobs where id = ${options.before})`,
      ),
    )
    .orderBy(desc(jobs.sequence))
    .limit(options.limit);

/** An owner's jobs whose address holds all of `place`, oldest first. */
export const listJobsAt = (
  database: Database,
  owner: string,
  place: Readonly<Record<string, Json>>,
): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(and(eq(jobs.owner, owner), sql`${jobs.order}->'address' @> ${JSON.stringify(place)}::jsonb`))
    .orderBy(asc(jobs.sequence));

/** Unfinished jobs nobody holds and the operator has not paused, in the order they should run. */
export const findUnclaimed = (database: Database, limit: number): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(and(ne(jobs.state, 'done'), free, not(heldBack)))
    .orderBy(asc(jobs.priority), asc(jobs.sequence))
    .limit(limit);

/** Queued jobs, of one engine or of all, in the order they should run. */
export const listWaiting = (database: Database, engine: string | null, limit: number): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(and(eq(jobs.state, 'queued'), engine === null ? undefined : eq(jobs.engine, engine)))
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

/** Whether a job still stands as a row of it says: nobody has taken it, let it go or brought it further. */
export const isUnchanged = async (
  database: Database,
  { id, state, lease }: Pick<JobRow, 'id' | 'state' | 'lease'>,
): Promise<boolean> => {
  const same = sql`${jobs.id} = ${id} and ${jobs.state} = ${state} and ${jobs.lease} is not distinct from ${lease}`;
  return (await one(database, same)) !== null;
};

/** Frees every job: only for the one process that owns the whole database, at its start. */
export const releaseAllJobs = async (database: Database): Promise<void> => {
  await database.update(jobs).set({ lease: null, leaseUntil: null }).where(ne(jobs.state, 'done'));
};

/** Asks whoever works on a job to stop, seen at the next heartbeat; null when its answer is on its way or it is done. */
export const requestCancel = async (database: Database, id: string): Promise<JobRow | null> => {
  const [row] = await database
    .update(jobs)
    .set({ cancelRequested: true })
    .where(and(eq(jobs.id, id), not(inArray(jobs.state, ['delivering', 'done']))))
    .returning();
  return row ?? null;
};
