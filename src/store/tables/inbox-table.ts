import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Json } from '../../core/json.ts';
import { moment } from './moment.ts';

/**
 * What a platform has told us and will not tell again, until it is answered; afterwards only its id stays for a while,
 * so that the same is not heard twice. What belongs together (an album) is kept whole as long.
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
