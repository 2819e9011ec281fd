import { and, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm';
import type { SentParts } from '../core/platform.ts';
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

/** Counts another attempt to deliver a job. */
export const countDeliveryTry = async (database: Database, job: string): Promise<DeliveryRow | null> => {
  const [row] = await database
    .update(deliveries)
    .set({ tries: sql`${deliveries.tries} + 1` })
    .where(eq(deliveries.job, job))
    .returning();
  return row ?? null;
};

/** Moves a job's delivery to another target. False once the result is being delivered, or if it was moved before. */
export const moveDelivery = async (
  database: Database,
  job: string,
  from: Target,
  target: Target,
): Promise<boolean> => {
  const unfinished = sql`exists (select 1 from ${jobs} where id = ${job} and state not in ('delivering', 'done'))`;
  const moved = await database
    .update(deliveries)
    .set({ target })
    .where(and(eq(deliveries.job, job), eq(deliveries.target, from), unfinished))
    .returning({ job: deliveries.job });
  return moved.length > 0;
};

/** Which of these owners have undelivered jobs that they haven't been told of. */
export const findUndelivered = async (
  database: Database,
  owners: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await database
    .selectDistinct({ owner: jobs.owner })
    .from(deliveries)
    .innerJoin(jobs, eq(jobs.id, deliveries.job))
    .where(
      and(inArray(jobs.owner, [...owners]), eq(deliveries.delivered, 'kept'), isNull(deliveries.toldAt)),
    );
  return new Set(rows.map(({ owner }) => owner));
};

/** Takes an owner's undelivered jobs and marks them as notified, so that each is returned only once. */
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

export const putUndeliveredBack = async (database: Database, ids: readonly string[]): Promise<void> => {
  await database
    .update(deliveries)
    .set({ toldAt: null })
    .where(inArray(deliveries.job, [...ids]));
};

/** The parts of a job's result whose sending has started. */
export const readParts = async (database: Database, job: string): Promise<SentParts> =>
  (await findDelivery(database, job))?.parts ?? {};

/** Changes the parts and renews the lease in one statement. False if we lost the lease. */
const changeParts = async (database: Database, job: string, lease: string, parts: SQL): Promise<boolean> => {
  const rows = await rowsOf(
    database,
    sql`with held as (
      update jobs set lease_until = ${leaseEnd} where id = ${job} and lease = ${lease} and state <> 'done' returning id
    )
    update deliveries set memo = ${parts} from held where deliveries.job = held.id returning deliveries.job`,
  );
  return rows.length > 0;
};

const before = sql`coalesce(memo, '{}'::jsonb)`;
const now = sql`floor(extract(epoch from clock_timestamp()) * 1000)`;

/** Records that a part is about to be sent. False if we lost the lease. */
export const beginPart = (database: Database, job: string, lease: string, part: string): Promise<boolean> => {
  const begun = sql`jsonb_build_object(${part}::text, jsonb_build_object('message', null, 'at', ${now}))`;
  return changeParts(database, job, lease, sql`${before} || ${begun}`);
};

/**
 * Records which message a part became, even if we lost the lease, since it is true either way. False if we lost the
 * lease.
 */
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

/** Removes a part that certainly did not arrive. False if we lost the lease. */
export const partFailed = (database: Database, job: string, lease: string, part: string): Promise<boolean> =>
  changeParts(database, job, lease, sql`${before} - ${part}::text`);

/** Unfinished jobs whose cards stop being editable within this many seconds. */
export const findEndingCards = async (database: Database, seconds: number): Promise<readonly string[]> => {
  const ending = sql`${deliveries.cardUntil} < now() + make_interval(secs => ${seconds})`;
  const rows = await database
    .select({ job: deliveries.job })
    .from(deliveries)
    .innerJoin(jobs, eq(jobs.id, deliveries.job))
    .where(and(ending, notInArray(jobs.state, ['delivering', 'done'])));
  return rows.map(({ job }) => job);
};

/**
 * Stops updates of a job's card while it waits. `failed`: only if the card can no longer be edited, since otherwise
 * there is time to retry.
 */
export const endCard = async (database: Database, job: string, failed: boolean): Promise<void> => {
  const over = failed ? sql`${deliveries.cardUntil} < now()` : undefined;
  await database
    .update(deliveries)
    .set({ cardUntil: null })
    .where(and(eq(deliveries.job, job), over));
};
