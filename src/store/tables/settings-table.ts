import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Json } from '../../core/json.ts';

/** Persistent settings, by scope (an owner, a community or the service). */
export const settings = pgTable(
  'settings',
  { scope: text().notNull(), name: text().notNull(), value: jsonb().$type<Json>().notNull() },
  (table) => [primaryKey({ columns: [table.scope, table.name] })],
);
