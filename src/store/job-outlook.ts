import { sql } from 'drizzle-orm';
import type { Target } from '../core/target.ts';
import { bestFirst } from './clip-rows.ts';
import type { JobRow } from './jobs.ts';
import type { Database } from './open-store.ts';
import { heldBack } from './pauses.ts';
import { lineBefore, type QueueAhead } from './queue-places.ts';
import { rowsOf } from './rows-of.ts';

/** What a job's card shows beyond the job's row. */
export type Outlook = {
  /** The operator paused it. */
  readonly paused: boolean;
  /** The queue ahead of it; null unless it is queued. */
  readonly line: QueueAhead | null;
  /** Its clips, best first. */
  readonly clips: readonly string[];
  /** Where its card is. */
  readonly target: Target | null;
};

/** Reads what a job's card shows, in one statement. */
export const readOutlook = async (
  database: Database,
  job: JobRow,
  providers: readonly string[],
): Promise<Outlook> => {
  const nothing = sql`null`;
  const [outlook] = await rowsOf<Outlook>(
    database,
    sql`select ${heldBack} as paused,
      ${job.state === 'queued' ? lineBefore(job, providers) : nothing} as line,
      array(select id from clips where clips.job = jobs.id and deleted_at is null
        order by ${bestFirst}) as clips,
      (select address from deliveries where deliveries.job = jobs.id) as target
    from jobs where id = ${job.id}`,
  );
  return outlook ?? { paused: false, line: null, clips: [], target: null };
};

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
