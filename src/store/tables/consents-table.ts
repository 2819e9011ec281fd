import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Question } from '../../core/consent.ts';
import { jobs } from './jobs-table.ts';
import { moment } from './moment.ts';

/** What a person agreed to before a job started: who, on which platform, and when. */
export const consents = pgTable(
  'consents',
  {
    job: text()
      .notNull()
      .references(() => jobs.id),
    question: text().$type<Question>().notNull(),
    actor: text().notNull(),
    surface: text().notNull(),
    agreedAt: moment('agreed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.question] })],
);
