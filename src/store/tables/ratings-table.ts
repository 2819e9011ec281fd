import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { clips } from './clips-table.ts';
import { moment } from './moment.ts';

/** Ratings of clips: one row per clip and person, updated when they change their mind. */
export const ratings = pgTable(
  'ratings',
  {
    clip: text()
      .notNull()
      .references(() => clips.id),
    actor: text().notNull(),
    liked: boolean().notNull(),
    ratedAt: moment('rated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.clip, table.actor] })],
);
