import { sql } from 'drizzle-orm';
import type { Database } from '../../src/store/open-store.ts';

/** Empties every table, so that one database serves all tests of a file. With few rows this is far quicker than `truncate`. */
export const emptyTables = async (database: Database): Promise<void> => {
  // Within one statement the order doesn't matter: what refers to what is checked at its end.
  await database.execute(sql`
    with jobs as (delete from jobs), takes as (delete from takes), attempts as (delete from attempts),
      deliveries as (delete from deliveries), consents as (delete from consents), clips as (delete from clips),
      copies as (delete from copies), posts as (delete from posts), photos as (delete from photos), ratings as (delete from ratings),
      reports as (delete from reports), accounts as (delete from accounts), ledger as (delete from ledger),
      spending as (delete from spending), inbox as (delete from inbox),
      forgotten as (delete from forgotten), sessions as (delete from sessions)
    delete from settings`);
};
