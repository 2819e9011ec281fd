import { sql } from 'drizzle-orm';
import type { Target } from '../core/target.ts';
import { bestFirst } from './clip-rows.ts';
import type { JobRow } from './jobs.ts';
import type { Database } from './open-store.ts';
import { heldBack } from './pauses.ts';
import { type Line, lineBefore } from './queue-places.ts';
import { rowsOf } from './rows-of.ts';

/** What a job's card shows beyond the job's row. */
export type Outlook = {
  /** The operator paused it. */
  readonly paused: boolean;
  /** The queue ahead of it; null unless it is queued. */
  readonly line: Line | null;
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
