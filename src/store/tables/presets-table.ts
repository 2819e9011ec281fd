import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { PresetValues } from '../../core/preset.ts';
import { moment } from './moment.ts';

/** Saved settings for new clips. The scope is their owner, or the community they are shared with. */
export const presets = pgTable(
  'presets',
  {
    id: text().primaryKey(),
    scope: text().notNull(),
    owner: text().notNull(),
    name: text().notNull(),
    values: jsonb().$type<PresetValues>().notNull(),
    savedAt: moment('saved_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('presets_name').on(table.scope, sql`lower(${table.name})`),
    index('presets_owner').on(table.owner),
  ],
);
