import { and, asc, eq, sql } from 'drizzle-orm';
import type { FailureRecord } from '../core/failure.ts';
import { age, ours } from './attempts.ts';
import type { Database } from './open-store.ts';
import { clips } from './tables/clips-table.ts';
import { attempts, jobs, takes } from './tables/jobs-table.ts';

export type TakeRow = typeof takes.$inferSelect;

export const insertTakes = async (
  database: Database,
  job: string,
  seeds: readonly number[],
  candidate: number,
): Promise<void> => {
  await database
    .insert(takes)
    .values(seeds.map((seed, index) => ({ job, number: index + 1, seed, candidate })));
};

/** The takes of a job in the order they were asked. */
export const listTakes = (database: Database, job: string): Promise<TakeRow[]> =>
  database.select().from(takes).where(eq(takes.job, job)).orderBy(asc(takes.number));

/** Writes down that a take will never become a clip. */
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

/** Hands a take on to another candidate; null when the job is no longer ours or something begun is still open. */
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

/** Adds a finished clip and closes its take and attempt; false when the job is no longer ours. */
export const recordClip = (
  database: Database,
  lease: string,
  clip: typeof clips.$inferInsert,
  attempt: { marker: string; credits: number },
): Promise<boolean> =>
  database.transaction(async (transaction) => {
    const held = await transaction
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.id, clip.job), eq(jobs.lease, lease)))
      .for('update');
    if (held.length === 0) return false;
    const added = transaction
      .$with('added')
      .as(transaction.insert(clips).values(clip).returning({ id: clips.id }));
    const taken = transaction.$with('taken').as(
      transaction
        .update(takes)
        .set({ clip: clip.id, credits: attempt.credits })
        .where(and(eq(takes.job, clip.job), eq(takes.number, clip.take)))
        .returning({ job: takes.job }),
    );
    await transaction
      .with(added, taken)
      .update(attempts)
      .set({ state: 'done', seconds: age })
      .where(eq(attempts.marker, attempt.marker));
    return true;
  });
