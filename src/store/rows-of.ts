import { getTableColumns, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './open-store.ts';

/** The rows of a query written by hand; their shape is the query's to keep. */
export const rowsOf = async <Row>(database: Database, query: SQL): Promise<Row[]> =>
  ((await database.execute(query)) as unknown as { rows: Row[] }).rows;

/** A row as the database writes one in JSON: by the names of its columns. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** A row of a table from its JSON. */
export const rowOf = <Table extends PgTable>(table: Table, row: JsonRow): InferSelectModel<Table> =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => {
      const value = row[column.name] ?? null;
      return [key, value === null ? null : column.mapFromDriverValue(value)];
    }),
  ) as InferSelectModel<Table>;
