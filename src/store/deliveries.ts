import { and, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Parts } from '../core/platform.ts';
import type { Target } from '../core/target.ts';
import { leaseEnd } from './claims.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { deliveries, jobs } from './tables/jobs-table.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export const findDelivery = async (database: Database, job: string): Promise<DeliveryRow | null> => {
  const [row] = await database.select().from(deliveries).where(eq(deliveries.job, job));
  return row ?? null;
};

/** Counts one more try at a job's delivery. */
export const countDeliveryTry = async (database: Database, job: string): Promise<DeliveryRow | null> => {
  const [row] = await database
    .update(deliveries)
    .set({ tries: sql`${deliveries.tries} + 1` })
    .where(eq(deliveries.job, job))
    .returning();
  return row ?? null;
};

/** Moves a job's delivery to another address; false once its answer is on its way. */
export const moveDelivery = async (database: Database, job: string, address: Target): Promise<boolean> => {
  const unfinished = sql`exists (select 1 from ${jobs} where id = ${job} and state not in ('delivering', 'done'))`;
  const moved = await database
    .update(deliveries)
    .set({ address })
    .where(and(eq(deliveries.job, job), unfinished))
    .returning({ job: deliveries.job });
  return moved.length > 0;
};

/** The jobs of an owner whose answers nothing could bring, marked as told of: each is given once. */
export const takeUndelivered = async (database: Database, owner: string): Promise<readonly string[]> => {
  const rows = await database
    .update(deliveries)
    .set({ toldAt: sql`now()` })
    .from(jobs)
    .where(
      and(
        eq(jobs.id, deliveries.job),
        eq(jobs.owner, owner),
        eq(deliveries.delivered, 'kept'),
        isNull(deliveries.toldAt),
      ),
    )
    .returning({ job: deliveries.job });
  return rows.map(({ job }) => job);
};

export const putUndeliveredBack = async (database: Database, kept: readonly string[]): Promise<void> => {
  await database
    .update(deliveries)
    .set({ toldAt: null })
    .where(inArray(deliveries.job, [...kept]));
};

/** The parts of a job's answer that were begun. */
export const readParts = async (database: Database, job: string): Promise<Parts> =>
  (await findDelivery(database, job))?.memo ?? {};

/** Every write to the parts: renews the lease and changes them in one statement; false when the job is no longer ours. */
const changeParts = async (database: Database, job: string, lease: string, memo: SQL): Promise<boolean> => {
  const rows = await rowsOf(
    database,
    sql`with held as (
      update jobs set lease_until = ${leaseEnd} where id = ${job} and lease = ${lease} and state <> 'done' returning id
    )
    update deliveries set memo = ${memo} from held where deliveries.job = held.id returning deliveries.job`,
  );
  return rows.length > 0;
};

const before = sql`coalesce(memo, '{}'::jsonb)`;
const now = sql`floor(extract(epoch from clock_timestamp()) * 1000)`;

/** Writes down that a part is about to be sent; false when the job is no longer ours. */
export const beginPart = (database: Database, job: string, lease: string, part: string): Promise<boolean> => {
  const begun = sql`jsonb_build_object(${part}::text, jsonb_build_object('message', null, 'at', ${now}))`;
  return changeParts(database, job, lease, sql`${before} || ${begun}`);
};

/** Writes down which message a part became, whoever asks: it is true all the same. False when the job is no longer ours. */
export const partArrived = async (
  database: Database,
  job: string,
  lease: string,
  part: string,
  message: string | number,
): Promise<boolean> => {
  const there = JSON.stringify({ [part]: { message } });
  const rows = await rowsOf(
    database,
    sql`update deliveries set memo = ${before} || ${there}::jsonb where job = ${job}
      returning exists (select 1 from jobs where id = ${job} and lease = ${lease}) as held`,
  );
  return (rows as { held: boolean }[])[0]?.held === true;
};

/** Forgets a part that certainly did not arrive; false when the job is no longer ours. */
export const partFailed = (database: Database, job: string, lease: string, part: string): Promise<boolean> =>
  changeParts(database, job, lease, sql`${before} - ${part}::text`);

/** Unfinished jobs whose cards can be changed for less than so many seconds more. */
export const findEndingCards = async (database: Database, seconds: number): Promise<readonly string[]> => {
  const ending = sql`${deliveries.cardUntil} < now() + make_interval(secs => ${seconds})`;
  const rows = await database
    .select({ job: deliveries.job })
    .from(deliveries)
    .innerJoin(jobs, eq(jobs.id, deliveries.job))
    .where(and(ending, notInArray(jobs.state, ['delivering', 'done'])));
  return rows.map(({ job }) => job);
};

/** Nothing more is said on a job's card for as long as it waits; `failed`: unless there is still time to try again. */
export const endCard = async (database: Database, job: string, failed: boolean): Promise<void> => {
  const over = failed ? sql`${deliveries.cardUntil} < now()` : undefined;
  await database
    .update(deliveries)
    .set({ cardUntil: null })
    .where(and(eq(deliveries.job, job), over));
};
