import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { clips, copies, photos, posts } from './tables/clips-table.ts';
import { consents } from './tables/consents-table.ts';
import { accounts, ledger, spending } from './tables/credits-table.ts';
import { inbox } from './tables/inbox-table.ts';
import { attempts, deliveries, jobs, takes } from './tables/jobs-table.ts';
import { blocks, forgetting, forgotten } from './tables/people-table.ts';
import { presets } from './tables/presets-table.ts';
import { openQuestions, pendingOrders } from './tables/questions-table.ts';
import { ratings } from './tables/ratings-table.ts';
import { reports } from './tables/reports-table.ts';
import { sessions } from './tables/sessions-table.ts';
import { settings } from './tables/settings-table.ts';
import { votes } from './tables/votes-table.ts';

/** Every table, after those it refers to. */
export const dumpedTables: readonly PgTable[] = [
  ...[jobs, takes, attempts, deliveries, clips, copies, posts, photos, consents],
  ...[pendingOrders, openQuestions, blocks, forgetting, forgotten],
  ...[accounts, ledger, spending, inbox, ratings, votes, reports, sessions, settings, presets],
];

const page = 500;

/** Hands every row to `write` as JSON, from one moment: what changes meanwhile isn't seen. */
export const dumpRows = (
  database: Database,
  write: (table: string, row: string) => Promise<void>,
): Promise<void> =>
  database.transaction(
    async (transaction) => {
      for (const table of dumpedTables) {
        await transaction.execute(
          sql`declare dumped no scroll cursor for select to_jsonb(one)::text as row from ${table} one`,
        );
        for (;;) {
          const rows = await rowsOf<{ row: string }>(transaction, sql.raw(`fetch ${page} from dumped`));
          for (const { row } of rows) await write(getTableName(table), row);
          if (rows.length < page) break;
        }
        await transaction.execute(sql`close dumped`);
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );

/** Whether no table has a row. */
export const isEmpty = async (database: Database): Promise<boolean> => {
  for (const table of dumpedTables)
    if ((await rowsOf(database, sql`select 1 from ${table} limit 1`)).length > 0) return false;
  return true;
};

const insert = async (database: Database, table: PgTable, rows: readonly string[]): Promise<void> => {
  if (rows.length === 0) return;
  const columns = Object.values(getTableColumns(table)).filter(({ generated }) => generated === undefined);
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const records = sql`jsonb_populate_recordset(null::${table}, ${`[${rows.join(',')}]`}::jsonb)`;
  await database.execute(sql`insert into ${table} (${names}) select ${names} from ${records}`);
};

/** Counts on after the highest number of each sequence. */
const advance = async (database: Database, table: PgTable): Promise<void> => {
  for (const column of Object.values(getTableColumns(table))) {
    if (column.getSQLType() !== 'bigserial') continue;
    const sequence = sql`pg_get_serial_sequence(${getTableName(table)}, ${column.name})`;
    await database.execute(sql`select setval(${sequence}, max(${column})) from ${table}`);
  }
};

/** Writes dumped rows into empty tables, all or none. Rows of one table must follow one another, as they were dumped. */
export const loadRows = (
  database: Database,
  rows: AsyncIterable<readonly [table: string, row: string]>,
): Promise<void> =>
  database.transaction(async (transaction) => {
    const tables = new Map(dumpedTables.map((table) => [getTableName(table), table]));
    let [current, waiting]: [string, string[]] = ['', []];
    const settle = async (): Promise<void> => {
      const table = tables.get(current);
      if (table !== undefined) await insert(transaction, table, waiting);
      waiting = [];
    };
    for await (const [table, row] of rows) {
      if (table !== current || waiting.length >= page) await settle();
      current = table;
      waiting.push(row);
    }
    await settle();
    for (const table of dumpedTables) await advance(transaction, table);
  });
