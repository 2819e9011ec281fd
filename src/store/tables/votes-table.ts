import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { clips } from './clips-table.ts';
import { jobs } from './jobs-table.ts';
import { moment } from './moment.ts';

/** Votes for one clip of a job: one row per job and person, updated when they change their mind. */
export const votes = pgTable(
  'votes',
  {
    job: text()
      .notNull()
      .references(() => jobs.id),
    actor: text().notNull(),
    clip: text()
      .notNull()
      .references(() => clips.id),
    votedAt: moment('voted_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.job, table.actor] })],
);
