import type { SQL } from 'drizzle-orm';
import type { Database } from './open-store.ts';

/** The rows of a query written by hand; their shape is the query's to keep. */
export const rowsOf = async <Row>(database: Database, query: SQL): Promise<Row[]> =>
  ((await database.execute(query)) as unknown as { rows: Row[] }).rows;
