import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
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
