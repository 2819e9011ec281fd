import { sql } from 'drizzle-orm';
import type { WaitsFor } from '../core/job.ts';
import type {
  EngineLine,
  FailureCount,
  HourFigures,
  Quantiles,
  QueueFigures,
  RecentEvents,
} from '../core/overview.ts';
import type { Database } from './open-store.ts';
import { heldBack } from './pauses.ts';
import { rowsOf } from './rows-of.ts';

/** Jobs that wait out a temporary outage, by what they wait for. */
export const waitFigures = async (database: Database): Promise<QueueFigures['waits']> => {
  const rows = await rowsOf<{ name: WaitsFor; jobs: number }>(
    database,
    sql`select waits_for as name, count(*)::int as jobs from jobs
      where state <> 'done' and lease is null and waits_for is not null group by 1`,
  );
  return Object.fromEntries(rows.map(({ name, jobs }) => [name, jobs]));
};

/** Unfinished jobs by state, and how many seconds the oldest has waited. */
export const queueFigures = async (database: Database): Promise<QueueFigures> => {
  const rows = await rowsOf<{
    state: keyof QueueFigures['states'];
    held: boolean;
    jobs: number;
    age: number;
  }>(
    database,
    sql`select state, ${heldBack} as held, count(*)::int as jobs,
        extract(epoch from now() - min(created_at))::float8 as age
      from jobs where state <> 'done' group by 1, 2`,
  );
  const states = { queued: 0, generating: 0, finishing: 0, delivering: 0 };
  for (const { state, held, jobs } of rows) if (!held) states[state] += jobs;
  const paused = rows.filter(({ held }) => held).reduce((sum, { jobs }) => sum + jobs, 0);
  const oldest = rows.find(({ state, held }) => state === 'queued' && !held)?.age ?? null;
  return { states, paused, oldest, waits: await waitFigures(database) };
};

const first = sql`(date_trunc('hour', now()) - interval '23 hours')`;

/** Jobs that finished in each of the last 24 hours, and how long half of them waited and ran at most; oldest first. */
export const hourFigures = async (database: Database): Promise<HourFigures[]> => {
  const rows = await rowsOf<Record<Exclude<keyof HourFigures, 'at'>, number> & { at: number }>(
    database,
    sql`with hours as (
      select generate_series(${first}, date_trunc('hour', now()), interval '1 hour') as at
    ), ended as (
      select date_trunc('hour', finished_at) as at, outcome, count(*)::int as jobs from jobs
      where state = 'done' and finished_at >= ${first} group by 1, 2
    ), paced as (
      select date_trunc('hour', finished_at) as at,
        percentile_cont(0.5) within group (order by extract(epoch from started_at - created_at))::float8 as wait,
        percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at))::float8 as run
      from jobs where state = 'done' and started_at is not null and finished_at >= ${first} group by 1
    )
    select extract(epoch from hours.at)::float8 as at,
      coalesce(sum(jobs) filter (where outcome = 'succeeded'), 0)::int as succeeded,
      coalesce(sum(jobs) filter (where outcome = 'failed'), 0)::int as failed,
      coalesce(sum(jobs) filter (where outcome = 'cancelled'), 0)::int as cancelled,
      coalesce(max(wait), 0)::float8 as wait, coalesce(max(run), 0)::float8 as run
    from hours left join ended on ended.at = hours.at left join paced on paced.at = hours.at
    group by hours.at order by hours.at`,
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at * 1_000) }));
};

/** Seconds that jobs finished in the last 24 hours waited and ran. */
export const paceFigures = async (
  database: Database,
): Promise<{ readonly wait: Quantiles; readonly run: Quantiles }> => {
  type Row = Record<'wait' | 'run', (number | null)[] | null>;
  const quantiles = sql`array[0.5, 0.95]`;
  const [row] = await rowsOf<Row>(
    database,
    sql`select
      percentile_cont(${quantiles}) within group (order by extract(epoch from started_at - created_at)) as wait,
      percentile_cont(${quantiles}) within group (order by extract(epoch from finished_at - started_at)) as run
    from jobs where state = 'done' and started_at is not null and finished_at > now() - interval '24 hours'`,
  );
  const named = (values: (number | null)[] | null | undefined): Quantiles => ({
    p50: values?.[0] ?? null,
    p95: values?.[1] ?? null,
  });
  return { wait: named(row?.wait), run: named(row?.run) };
};

/** Why jobs failed in the last 24 hours and 7 days, most frequent first. */
export const failureCounts = (database: Database): Promise<FailureCount[]> =>
  rowsOf(
    database,
    sql`select coalesce(failure->>'kind', 'internal') as kind, count(*)::int as week,
      count(*) filter (where finished_at > now() - interval '24 hours')::int as day
    from jobs where state = 'done' and outcome = 'failed' and finished_at > now() - interval '7 days'
    group by 1 order by day desc, week desc, kind`,
  );

/**
 * Attempts of unfinished jobs that are over a minute old and have no receipt: it is unknown whether the engine started
 * anything.
 */
export const countUnknown = async (database: Database): Promise<number> => {
  const [row] = await rowsOf<{ unknown: number }>(
    database,
    sql`select count(*)::int as unknown from jobs join attempts on attempts.job = jobs.id
    where jobs.state <> 'done' and attempts.state = 'open' and attempts.operation is null
      and attempts.started_at < now() - interval '1 minute'`,
  );
  return row?.unknown ?? 0;
};

// Rows being written right now are left to the next call, so that each is reported exactly once.
const margin = sql`interval '5 seconds'`;

/** Jobs and attempts that ended since the `until` of an earlier call. Empty on the first call. */
export const eventsSince = async (database: Database, since: string | null): Promise<RecentEvents> => {
  const [clock] = await rowsOf<{ until: string }>(database, sql`select (now() - ${margin})::text as until`);
  const until = clock?.until ?? since ?? '';
  if (since === null) return { until, jobs: [], attempts: [] };
  const between = sql`> ${since}::timestamptz`;
  const jobs = await rowsOf<RecentEvents['jobs'][number]>(
    database,
    sql`select engine, outcome, failure->>'kind' as failure, deliveries.delivered,
      extract(epoch from started_at - created_at)::float8 as wait,
      extract(epoch from finished_at - started_at)::float8 as run
    from jobs left join deliveries on deliveries.job = jobs.id
    where state = 'done' and finished_at ${between} and finished_at <= ${until}::timestamptz`,
  );
  const ended = sql`started_at + make_interval(secs => seconds)`;
  // No attempt takes longer than two hours.
  const begun = sql`started_at > ${since}::timestamptz - interval '2 hours'`;
  const ending = (state: 'done' | 'dead') =>
    sql`select plan->>'engine' as engine, state, failure->>'kind' as failure, seconds from attempts
      where state = ${state} and ${begun} and ${ended} ${between} and ${ended} <= ${until}::timestamptz`;
  const attempts = await rowsOf<RecentEvents['attempts'][number]>(
    database,
    sql`${ending('done')} union all ${ending('dead')}`,
  );
  return { until, jobs, attempts };
};

type EngineFigures = Pick<EngineLine, 'name' | 'waiting' | 'running' | 'done' | 'dead' | 'seconds'>;

/** Waiting and running jobs per engine, and how its attempts of the last 24 hours ended. Omits idle engines. */
export const engineFigures = async (database: Database): Promise<EngineFigures[]> => {
  type Row = Omit<EngineFigures, 'seconds'> & { seconds: (number | null)[] | null };
  const recent = sql`started_at > now() - interval '24 hours'`;
  const rows = await rowsOf<Row>(
    database,
    sql`with unfinished as (
      select engine as name, count(*) filter (where state = 'queued')::int as waiting,
        count(*) filter (where state <> 'queued')::int as running
      from jobs where state <> 'done' group by 1
    ), tried as (
      select plan->>'engine' as name, state, seconds from attempts where state = 'done' and ${recent}
      union all select plan->>'engine', state, seconds from attempts where state = 'dead' and ${recent}
    ), ended as (
      select name, count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'dead')::int as dead,
        percentile_cont(array[0.5, 0.95]) within group (order by seconds) filter (where state = 'done') as seconds
      from tried group by 1
    )
    select name, coalesce(waiting, 0) as waiting, coalesce(running, 0) as running, coalesce(done, 0) as done,
      coalesce(dead, 0) as dead, seconds
    from unfinished full join ended using (name)`,
  );
  return rows.map(({ seconds, ...row }) => ({
    ...row,
    seconds: { p50: seconds?.[0] ?? null, p95: seconds?.[1] ?? null },
  }));
};
