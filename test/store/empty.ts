import { sql } from 'drizzle-orm';
import type { Database } from '../../src/store/open.ts';

/** Empties every table, so that one database serves all tests of a file. */
export const emptyTables = async (database: Database): Promise<void> => {
  await database.execute(
    sql`truncate jobs, takes, attempts, clips, photos, deliveries, accounts, ledger, spending, settings, ratings, reports, consents restart identity cascade`,
  );
};
