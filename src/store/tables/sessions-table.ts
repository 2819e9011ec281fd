import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/** Sign-ins on the web page: one row per browser. `id` is a hash of the token in its cookie. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    owner: text().notNull(),
    /** What the visitor proved to know, as a digest; null without an access key. */
    key: text(),
    /** The browser, as it describes itself. */
    agent: text().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    seenAt: moment('seen_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('sessions_owner').on(table.owner)],
);
