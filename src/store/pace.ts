import { sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Seconds per unit of an engine's work: the median of the latest runs of the same model and effect, or of the same
 * model with any effect. Null before the first run.
 */
export const learnPace = async (
  database: Database,
  run: { readonly engine: string; readonly model: string; readonly effect: string },
): Promise<number | null> => {
  const [row] = await rowsOf<{ pace: number | null }>(
    database,
    sql`
    with recent as (
      select attempts.seconds / (attempts.plan->>'work')::float8 as pace, jobs.order->>'effect' as effect
      from attempts join jobs on jobs.id = attempts.job
      where attempts.state = 'done' and attempts.plan->>'engine' = ${run.engine}
        and attempts.plan->>'model' = ${run.model} and (attempts.plan->>'work')::float8 > 0
      order by attempts.started_at desc limit 50
    )
    select coalesce(
      percentile_cont(0.5) within group (order by pace) filter (where effect = ${run.effect}),
      percentile_cont(0.5) within group (order by pace)
    ) as pace from recent`,
  );
  return row?.pace ?? null;
};
