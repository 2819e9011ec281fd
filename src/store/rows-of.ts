import { getTableColumns, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './open-store.ts';

/** Runs a raw SQL query and returns its rows. The query must match the type `Row`. */
export const rowsOf = async <Row>(database: Database, query: SQL): Promise<Row[]> =>
  ((await database.execute(query)) as unknown as { rows: Row[] }).rows;

/** A row in the JSON of the database, keyed by column name. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** Converts a JSON row to a typed row of a table. */
export const rowOf = <Table extends PgTable>(table: Table, row: JsonRow): InferSelectModel<Table> =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => {
      const value = row[column.name] ?? null;
      return [key, value === null ? null : column.mapFromDriverValue(value)];
    }),
  ) as InferSelectModel<Table>;
