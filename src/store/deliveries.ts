import { eq, sql } from 'drizzle-orm';
import type { Address } from '../core/address.ts';
import type { Json } from '../core/json.ts';
import type { Database } from './open.ts';
import { deliveries } from './tables/jobs.ts';

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
