import { and, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { photos } from './tables/clips-table.ts';

export type InputFileRow = typeof photos.$inferSelect;

/** SQL condition: the order in a row of `jobs` (or of an alias of it) or of `pending_orders` uses a row of `photos`. */
const orderedBy = (row: SQL): SQL =>
  sql`(${row}.order->'photos' ? ${photos.id} or coalesce(${row}.order->'references' ? ${photos.id}, false) or ${photos.id} in (${row}.order->>'last', ${row}.order->>'sound', ${row}.order->>'depth', ${row}.order->>'mask', ${row}.order->>'logo'))`;

const ordered = orderedBy(sql`jobs`);

/** SQL condition: a row of `jobs` is the last one that uses some stored file of its order. */
export const holdsUnused = sql`exists (select 1 from photos where removed_at is null and ${ordered}
  and not exists (select 1 from jobs other where other.id <> jobs.id and ${orderedBy(sql`other`)} and (other.state <> 'done'
    or exists (select 1 from clips where clips.job = other.id and clips.deleted_at is null))))`;

/** Adds photos that expire `days` from now. */
export const insertInputFiles = async (
  database: Database,
  rows: readonly Omit<typeof photos.$inferInsert, 'expiresAt'>[],
  days: number,
): Promise<void> => {
  const expiresAt = sql`now() + make_interval(days => ${days})`;
  await database.insert(photos).values(rows.map((row) => ({ ...row, expiresAt })));
};

/** The photos with these ids that are still stored, in the order of the ids. */
export const findInputFiles = async (database: Database, ids: readonly string[]): Promise<InputFileRow[]> => {
  const rows = await database
    .select()
    .from(photos)
    .where(and(inArray(photos.id, [...ids]), isNull(photos.removedAt)));
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
};

/** Expired photos that no unfinished job needs. */
export const findExpiredInputFiles = (database: Database, limit: number): Promise<InputFileRow[]> =>
  database
    .select()
    .from(photos)
    .where(
      and(
        isNull(photos.removedAt),
        lt(photos.expiresAt, sql`now()`),
        sql`not exists (select 1 from jobs where jobs.state <> 'done' and ${ordered})`,
      ),
    )
    .limit(limit);

/** Photos of a deleted clip or a forgotten order that no other clip, no unfinished job and no pending order uses. */
export const findUnusedInputFiles = (database: Database, ids: readonly string[]): Promise<InputFileRow[]> =>
  database
    .select()
    .from(photos)
    .where(
      and(
        inArray(photos.id, [...ids]),
        isNull(photos.removedAt),
        sql`not exists (select 1 from jobs where ${ordered} and (jobs.state <> 'done'
          or exists (select 1 from clips where clips.job = jobs.id and clips.deleted_at is null
            and (clips.recipe #> '{order,photos}' ? ${photos.id} or not jobs.order->'photos' ? ${photos.id}))))`,
        sql`not exists (select 1 from pending_orders where ${orderedBy(sql`pending_orders`)})`,
      ),
    );

export const recordInputFilesRemoved = async (database: Database, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await database
    .update(photos)
    .set({ removedAt: sql`now()`, sha256: '', advice: [] })
    .where(inArray(photos.id, [...ids]));
};
