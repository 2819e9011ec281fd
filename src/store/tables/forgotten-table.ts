import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/**
 * Somebody who asked to be forgotten, known by nothing but a keyed hash until `until`: what must outlive them, such as
 * credits that were spent, stands under `name`, which says nothing about them.
 */
export const forgotten = pgTable(
  'forgotten',
  { hash: text().primaryKey(), name: text().notNull(), until: moment('until').notNull() },
  (table) => [index('forgotten_until').on(table.until)],
);
