import { and, eq, inArray, not, type SQL, sql } from 'drizzle-orm';
import type { JobRow } from './jobs.ts';
import type { Database } from './open-store.ts';
import { heldBack } from './pauses.ts';
import { rowsOf } from './rows-of.ts';
import { jobs, type Shown } from './tables/jobs-table.ts';

// Paused jobs do not hold up others.
const startable = and(eq(jobs.state, 'queued'), not(heldBack));

/** The queue of a job: each provider has its own, all other engines share one. */
const lineOf = (providers: readonly string[]): SQL =>
  sql`case when ${inArray(jobs.engine, [...providers])} then ${jobs.engine} else '' end`;

/** The jobs ahead of a job in its queue. */
export type QueueAhead = {
  /** Jobs that will start before it, and their expected seconds. */
  readonly ahead: number;
  readonly aheadSeconds: number;
  /** Running jobs, and the seconds they are expected to take from now on. */
  readonly running: number;
  readonly runningSeconds: number;
};

/** SQL for the jobs ahead of a job (`Line`). */
export const lineBefore = (
  { engine, priority, sequence }: Pick<JobRow, 'engine' | 'priority' | 'sequence'>,
  providers: readonly string[],
): SQL => {
  const ahead = sql`filter (where ${startable} and (priority, sequence) < (${priority}, ${sequence}))`;
  const running = sql`filter (where state in ('generating', 'finishing') and lease_until > now())`;
  return sql`(select jsonb_build_object('ahead', count(*) ${ahead}, 'running', count(*) ${running},
      'aheadSeconds', coalesce(sum(expected_seconds) ${ahead}, 0)::float8,
      'runningSeconds', coalesce(sum(expected_seconds * (1 - fraction)) ${running}, 0)::float8)
    from jobs where state <> 'done' and ${lineOf(providers)} = ${providers.includes(engine) ? engine : ''})`;
};

/** The card of a queued job: its queue position now, and what the card last showed. */
export type WaitingCard = QueueAhead & {
  readonly job: string;
  readonly engine: string;
  readonly expected: number;
  readonly shown: Shown | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Cards of jobs that have waited this many seconds without an update of the card, next to start first. */
export const waitingCards = (
  database: Database,
  providers: readonly string[],
  seconds: number,
  limit: number,
): Promise<WaitingCard[]> =>
  rowsOf(
    database,
    sql`with line as (
      select id, engine, expected_seconds, created_at, ${lineOf(providers)} as lane,
        row_number() over before as place, sum(expected_seconds) over before as until
      from jobs where ${startable}
      window before as (partition by ${lineOf(providers)} order by priority, sequence)
    ), runs as (
      select ${lineOf(providers)} as lane, count(*) as jobs, sum(expected_seconds * (1 - fraction)) as seconds
      from jobs where state in ('generating', 'finishing') and lease_until > now() group by 1
    )
    select line.id as job, line.engine, line.expected_seconds as expected, deliveries.shown,
      (line.place - 1)::int as ahead, (line.until - line.expected_seconds)::float8 as "aheadSeconds",
      coalesce(runs.jobs, 0)::int as running, coalesce(runs.seconds, 0)::float8 as "runningSeconds",
      extract(epoch from now())::float8 * 1000 as now
    from line join deliveries on deliveries.job = line.id left join runs on runs.lane = line.lane
    where line.created_at <= now() - make_interval(secs => ${seconds})
      and coalesce((deliveries.shown->>'at')::float8, 0) <= (extract(epoch from now()) - ${seconds}) * 1000
    order by line.place limit ${limit}`,
  );

/** Records what a card shows. False if another process did so first. */
export const noteShown = async (
  database: Database,
  { job, shown }: Pick<WaitingCard, 'job' | 'shown'>,
  now: Shown,
): Promise<boolean> => {
  const before = shown === null ? null : JSON.stringify(shown);
  const rows = await rowsOf(
    database,
    sql`update deliveries set shown = ${JSON.stringify(now)}::jsonb
      where job = ${job} and shown is not distinct from ${before}::jsonb returning job`,
  );
  return rows.length > 0;
};

/** For each of these jobs that is still queued, how many start before it. */
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
