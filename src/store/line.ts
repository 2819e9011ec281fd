import { and, eq, inArray, not, type SQL, sql } from 'drizzle-orm';
import type { JobRow } from './jobs.ts';
import type { Database } from './open.ts';
import { heldBack } from './pauses.ts';
import { rowsOf } from './rows-of.ts';
import { jobs } from './tables/jobs.ts';

// What the operator has paused holds nobody up.
const startable = and(eq(jobs.state, 'queued'), not(heldBack));

/** Each provider has a line of its own, everything else is one. */
const lineOf = (providers: readonly string[]): SQL =>
  sql`case when ${inArray(jobs.engine, [...providers])} then ${jobs.engine} else '' end`;

/** What stands before a job in its line. */
export type Line = {
  /** Jobs that will be started before it, and the seconds they were expected to take. */
  readonly ahead: number;
  readonly aheadSeconds: number;
  /** Jobs that run, and the seconds they were expected to take from here on. */
  readonly running: number;
  readonly runningSeconds: number;
};

export const lineBefore = async (
  database: Database,
  { engine, priority, sequence }: Pick<JobRow, 'engine' | 'priority' | 'sequence'>,
  providers: readonly string[],
): Promise<Line> => {
  const ahead = sql`filter (where ${startable} and (priority, sequence) < (${priority}, ${sequence}))`;
  const running = sql`filter (where state in ('generating', 'finishing') and lease_until > now())`;
  const [line] = await rowsOf<Line>(
    database,
    sql`select count(*) ${ahead}::int as ahead, count(*) ${running}::int as running,
      coalesce(sum(expected_seconds) ${ahead}, 0)::float8 as "aheadSeconds",
      coalesce(sum(expected_seconds * (1 - fraction)) ${running}, 0)::float8 as "runningSeconds"
    from jobs where state <> 'done' and ${lineOf(providers)} = ${providers.includes(engine) ? engine : ''}`,
  );
  return line ?? { ahead: 0, aheadSeconds: 0, running: 0, runningSeconds: 0 };
};

/** For each of these jobs that still waits, how many will be started before it. */
export const countAheadOf = async (
  database: Database,
  ids: readonly string[],
  providers: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rank = sql`row_number() over (partition by ${lineOf(providers)} order by ${jobs.priority}, ${jobs.sequence})`;
  const line = database
    .select({ id: jobs.id, ahead: sql<number>`${rank} - 1`.mapWith(Number).as('ahead') })
    .from(jobs)
    .where(startable)
    .as('line');
  const rows = await database
    .select()
    .from(line)
    .where(inArray(line.id, [...ids]));
  return new Map(rows.map(({ id, ahead }) => [id, ahead]));
};
