import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/** People who may not use the service in a community, or anywhere if the scope is `service`. */
export const blocks = pgTable('blocks', { scope: text().notNull(), owner: text().notNull() }, (table) => [
  primaryKey({ columns: [table.scope, table.owner] }),
]);

/** People whose data is being erased. Until it is, they can start nothing. */
export const forgetting = pgTable('forgetting', {
  owner: text().primaryKey(),
  since: moment('since').notNull().defaultNow(),
});

/**
 * A person who asked to be forgotten, stored only as a keyed hash until `until`. Records that must outlive them, such
 * as spent credits, are kept under `name`, which does not identify them.
 */
export const forgotten = pgTable(
  'forgotten',
  { hash: text().primaryKey(), name: text().notNull(), until: moment('until').notNull() },
  (table) => [index('forgotten_until').on(table.until)],
);
