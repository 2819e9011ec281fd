import { sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';

/** How many seconds this machine's clock is ahead of the database's. Leases and dates are read by both. */
export const clockGap = async (database: Database, ours: () => number = Date.now): Promise<number> => {
  const before = ours();
  const [row] = await rowsOf<{ theirs: number }>(
    database,
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as theirs`,
  );
  const answered = ours();
  // The database looked at its clock about halfway.
  return ((before + answered) / 2 - (row?.theirs ?? before)) / 1_000;
};
