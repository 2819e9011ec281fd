import { sql } from 'drizzle-orm';
import { dumpedTables } from '../../src/store/dump.ts';
import type { Database } from '../../src/store/open-store.ts';

/** Empties every table, so that one database serves all tests of a file. With few rows this is far quicker than `truncate`. */
export const emptyTables = async (database: Database): Promise<void> => {
  // Within one statement the order doesn't matter: what refers to what is checked at its end.
  const each = dumpedTables.map(
    (table, at) => sql`${sql.identifier(`emptied_${at}`)} as (delete from ${table})`,
  );
  await database.execute(sql`with ${sql.join(each, sql`, `)} select 1`);
};
