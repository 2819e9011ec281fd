import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { FailureRecord } from '../core/failure.ts';
import { age, ours } from './attempts.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { clips } from './tables/clips-table.ts';
import { takes } from './tables/jobs-table.ts';

export type TakeRow = typeof takes.$inferSelect;

/** The takes of a job, by number. */
export const listTakes = (database: Database, job: string): Promise<TakeRow[]> =>
  database.select().from(takes).where(eq(takes.job, job)).orderBy(asc(takes.number));

/** Records that a take failed for good. */
export const failTake = async (
  database: Database,
  lease: string,
  take: Pick<TakeRow, 'job' | 'number'>,
  failure: FailureRecord,
): Promise<void> => {
  await database
    .update(takes)
    .set({ failure })
    .where(and(eq(takes.job, take.job), eq(takes.number, take.number), ours(take.job, lease)));
};

/** Moves a take to another candidate. Null if we lost the lease on the job or an attempt at the take is still open. */
export const passTakeOn = async (
  database: Database,
  lease: string,
  take: Pick<TakeRow, 'job' | 'number' | 'candidate'>,
  candidate: number,
): Promise<TakeRow | null> => {
  const { job, number } = take;
  const nothingOpen = sql`not exists (select 1 from attempts where job = ${job} and take = ${number} and state = 'open')`;
  const [row] = await database
    .update(takes)
    .set({ candidate })
    .where(and(eq(takes.job, job), eq(takes.number, number), ours(job, lease), nothingOpen))
    .returning();
  return row ?? null;
};

/**
 * Adds a finished clip and closes its take and attempt in one statement. Where it may be seen is what its job says now,
 * as that may have changed since it was claimed. False if we lost the lease on the job.
 */
export const recordClip = async (
  database: Database,
  lease: string,
  clip: Omit<typeof clips.$inferInsert, 'community' | 'visibility'>,
  attempt: { idempotencyKey: string; credits: number; waited: number },
): Promise<boolean> => {
  const columns = Object.entries(getTableColumns(clips)).filter(([key]) => key in clip);
  const names = columns.map(([, { name }]) => sql.identifier(name));
  const values = columns.map(([key, column]) => sql.param(clip[key as keyof typeof clip], column));
  const rows = await rowsOf(
    database,
    sql`with held as (
      select id, "order"->>'community' as community, "order"->>'visibility' as visibility
      from jobs where id = ${clip.job} and lease = ${lease} for update
    ), added as (
      insert into clips (community, visibility, ${sql.join(names, sql`, `)})
      select held.community, held.visibility, ${sql.join(values, sql`, `)} from held
    ), taken as (
      update takes set clip = ${clip.id}, credits = ${attempt.credits} from held
      where takes.job = held.id and takes.number = ${clip.take}
    ), ended as (
      update attempts set state = 'done', seconds = greatest(${age} - ${attempt.waited}::float8, 0) from held where attempts.marker = ${attempt.idempotencyKey}
    )
    select id from held`,
  );
  return rows.length > 0;
};
