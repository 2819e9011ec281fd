import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/**
 * A person who asked to be forgotten, stored only as a keyed hash until `until`. Records that must outlive them, such
 * as spent credits, are kept under `name`, which does not identify them.
 */
export const forgotten = pgTable(
  'forgotten',
  { hash: text().primaryKey(), name: text().notNull(), until: moment('until').notNull() },
  (table) => [index('forgotten_until').on(table.until)],
);
