import { and, asc, desc, eq, inArray, ne, not, type SQL, sql } from 'drizzle-orm';
import type { Json } from '../core/json.ts';
import type { Target } from '../core/target.ts';
import type { Database } from './open-store.ts';
import { deliveries, jobs } from './tables/jobs-table.ts';

export type JobRow = typeof jobs.$inferSelect;
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

/** An owner's jobs whose target contains all of `targetPart`, and their targets, oldest first. */
export const listJobsAt = (
  database: Database,
  owner: string,
  targetPart: Readonly<Record<string, Json>>,
): Promise<{ readonly job: JobRow; readonly target: Target }[]> =>
  database
    .select({ job: jobs, target: deliveries.target })
    .from(jobs)
    .innerJoin(deliveries, eq(deliveries.job, jobs.id))
    .where(and(eq(jobs.owner, owner), sql`${deliveries.target} @> ${JSON.stringify(targetPart)}::jsonb`))
    .orderBy(asc(jobs.sequence));

/** Queued jobs of one engine, or of all, in run order. */
export const listWaiting = (database: Database, engine: string | null, limit: number): Promise<JobRow[]> =>
  database
    .select()
    .from(jobs)
    .where(and(eq(jobs.state, 'queued'), engine === null ? undefined : eq(jobs.engine, engine)))
    .orderBy(asc(jobs.priority), asc(jobs.sequence))
    .limit(limit);

/** Whether a job still has this state and lease: it was not claimed, released or advanced meanwhile. */
export const isUnchanged = async (
  database: Database,
  { id, state, lease }: Pick<JobRow, 'id' | 'state' | 'lease'>,
): Promise<boolean> => {
  const same = sql`${jobs.id} = ${id} and ${jobs.state} = ${state} and ${jobs.lease} is not distinct from ${lease}`;
  return (await one(database, same)) !== null;
};

/**
 * Requests cancellation; the worker sees it at its next heartbeat. Null if the result is being delivered or the job is
 * done.
 */
export const requestCancel = async (database: Database, id: string): Promise<JobRow | null> => {
  const [row] = await database
    .update(jobs)
    .set({ cancelRequested: true })
    .where(and(eq(jobs.id, id), not(inArray(jobs.state, ['delivering', 'done']))))
    .returning();
  return row ?? null;
};
