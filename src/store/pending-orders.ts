import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Json } from '../core/json.ts';
import type { Database } from './open-store.ts';
import { pendingOrders } from './tables/questions-table.ts';

export type PendingRow = typeof pendingOrders.$inferSelect;

export const insertPending = async (database: Database, row: PendingRow): Promise<void> => {
  await database.insert(pendingOrders).values(row);
};

/** The pending order with this ID that belongs to one of these owners, or null. */
export const readPending = async (
  database: Database,
  owners: readonly string[],
  id: string,
): Promise<PendingRow | null> => {
  const [row] = await database
    .select()
    .from(pendingOrders)
    .where(and(eq(pendingOrders.id, id), inArray(pendingOrders.owner, [...owners])));
  return row ?? null;
};

/** The owner of a pending order; null if there is none with this ID. */
export const pendingOwner = async (database: Database, id: string): Promise<string | null> => {
  const [row] = await database
    .select({ owner: pendingOrders.owner })
    .from(pendingOrders)
    .where(eq(pendingOrders.id, id));
  return row?.owner ?? null;
};

/** An owner's pending orders whose target contains all of `targetPart`. */
export const pendingAt = (
  database: Database,
  owner: string,
  targetPart: Readonly<Record<string, Json>>,
): Promise<PendingRow[]> => {
  const there = sql`${pendingOrders.order} -> 'address' @> ${JSON.stringify(targetPart)}::jsonb`;
  return database
    .select()
    .from(pendingOrders)
    .where(and(eq(pendingOrders.owner, owner), there));
};

/** An owner's pending orders, the newest first. */
export const pendingOf = (database: Database, owner: string): Promise<PendingRow[]> =>
  database
    .select()
    .from(pendingOrders)
    .where(eq(pendingOrders.owner, owner))
    .orderBy(desc(pendingOrders.expiresAt));

/** Pending orders that weren't answered in time. */
export const expiredPending = (database: Database, limit: number): Promise<PendingRow[]> =>
  database.select().from(pendingOrders).where(lt(pendingOrders.expiresAt, sql`now()`)).limit(limit);

export const removePending = async (database: Database, id: string): Promise<void> => {
  await database.delete(pendingOrders).where(eq(pendingOrders.id, id));
};
