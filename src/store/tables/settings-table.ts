import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Json } from '../../core/json.ts';

/** Choices that outlive a restart, by scope (an owner, a community, the service). */
export const settings = pgTable(
  'settings',
  { scope: text().notNull(), name: text().notNull(), value: jsonb().$type<Json>().notNull() },
  (table) => [primaryKey({ columns: [table.scope, table.name] })],
);
