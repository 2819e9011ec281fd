import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Json } from '../../core/json.ts';
import { moment } from './moment.ts';

/**
 * Updates that a platform will not send again, stored until they are handled. After that only the id stays for a while,
 * to drop duplicates. Bundled updates (an album) are kept whole for the same time.
 */
export const inbox = pgTable(
  'inbox',
  {
    id: text().primaryKey(),
    body: jsonb().$type<Json>(),
    bundle: text(),
    tries: integer().notNull().default(1),
    heldUntil: moment('held_until').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
    doneAt: moment('done_at'),
  },
  (table) => [
    index('inbox_waiting').on(table.heldUntil).where(sql`${table.doneAt} is null`),
    index('inbox_bundle').on(table.bundle).where(sql`${table.bundle} is not null`),
  ],
);
