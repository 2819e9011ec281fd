import { sql } from 'drizzle-orm';
import type { EngineLine } from '../core/overview.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

export type EngineFigures = Pick<EngineLine, 'name' | 'waiting' | 'running' | 'done' | 'dead' | 'seconds'>;

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
