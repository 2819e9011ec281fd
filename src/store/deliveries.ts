import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Address } from '../core/address.ts';
import type { Json } from '../core/json.ts';
import type { Database } from './open.ts';
import { deliveries, jobs } from './tables/jobs.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export const insertDelivery = async (
  database: Database,
  delivery: { job: string; key: string; address: Address },
): Promise<void> => {
  await database.insert(deliveries).values(delivery);
};

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
export const moveDelivery = async (database: Database, job: string, address: Address): Promise<boolean> => {
  const unfinished = sql`exists (select 1 from ${jobs} where id = ${job} and state not in ('delivering', 'done'))`;
  const moved = await database
    .update(deliveries)
    .set({ address })
    .where(and(eq(deliveries.job, job), unfinished))
    .returning({ job: deliveries.job });
  return moved.length > 0;
};

/** The jobs of an owner whose answers nothing could bring, marked as told of: each is given once. */
export const takeKept = async (database: Database, owner: string): Promise<readonly string[]> => {
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

export const putKeptBack = async (database: Database, kept: readonly string[]): Promise<void> => {
  await database
    .update(deliveries)
    .set({ toldAt: null })
    .where(inArray(deliveries.job, [...kept]));
};

/** What a platform has written down of a delivery, by its key. */
export const readMemo = async (database: Database, key: string): Promise<Json> => {
  const [row] = await database
    .select({ memo: deliveries.memo })
    .from(deliveries)
    .where(eq(deliveries.key, key));
  return row?.memo ?? null;
};

export const writeMemo = async (database: Database, key: string, memo: Json): Promise<void> => {
  await database.update(deliveries).set({ memo }).where(eq(deliveries.key, key));
};
