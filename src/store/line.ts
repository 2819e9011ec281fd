import { and, count, eq, inArray, not, sql } from 'drizzle-orm';
import type { JobRow } from './jobs.ts';
import type { Database } from './open.ts';
import { heldBack } from './pauses.ts';
import { jobs } from './tables/jobs.ts';

// What the operator has paused holds nobody up.
const startable = and(eq(jobs.state, 'queued'), not(heldBack));

/** Jobs that will be started before this one. */
export const countAhead = async (
  database: Database,
  job: Pick<JobRow, 'priority' | 'sequence'>,
): Promise<number> => {
  const [row] = await database
    .select({ total: count() })
    .from(jobs)
    .where(and(startable, sql`(${jobs.priority}, ${jobs.sequence}) < (${job.priority}, ${job.sequence})`));
  return row?.total ?? 0;
};

/** For each of these jobs that still waits, how many will be started before it. */
export const countAheadOf = async (
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const line = database
    .select({
      id: jobs.id,
      ahead: sql<number>`row_number() over (order by ${jobs.priority}, ${jobs.sequence}) - 1`
        .mapWith(Number)
        .as('ahead'),
    })
    .from(jobs)
    .where(startable)
    .as('line');
  const rows = await database
    .select()
    .from(line)
    .where(inArray(line.id, [...ids]));
  return new Map(rows.map(({ id, ahead }) => [id, ahead]));
};
