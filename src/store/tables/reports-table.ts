import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { TakedownReason } from '../../core/reported-clip.ts';
import { clips } from './clips-table.ts';
import { moment } from './moment.ts';

/** Reports of clips: one row per clip and person, open until an operator reviews it. */
export const reports = pgTable(
  'reports',
  {
    clip: text()
      .notNull()
      .references(() => clips.id),
    actor: text().notNull(),
    /** What is wrong with it. Null for reports older than this column. */
    kind: text().$type<TakedownReason>(),
    reason: text().notNull(),
    reportedAt: moment('reported_at').notNull().defaultNow(),
    closedAt: moment('closed_at'),
    /** When moderators of its community decided that the clip stays. Operators still review it. */
    dismissedAt: moment('dismissed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.clip, table.actor] }),
    index('reports_open').on(table.reportedAt).where(sql`${table.closedAt} is null`),
  ],
);
