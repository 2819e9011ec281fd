import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import type { ReportLine } from '../core/overview.ts';
import type { Database } from './open-store.ts';
import { clips } from './tables/clips-table.ts';
import { reports } from './tables/reports-table.ts';

export type ReportRow = typeof reports.$inferSelect;

/** Adds a report of a clip. Reporting it again changes nothing. */
export const insertReport = async (
  database: Database,
  report: Pick<ReportRow, 'clip' | 'actor' | 'reason'>,
): Promise<void> => {
  await database.insert(reports).values(report).onConflictDoNothing();
};

/** Open reports of clips that still exist, oldest first. */
export const openReports = (database: Database, limit: number): Promise<ReportRow[]> =>
  database
    .select(getTableColumns(reports))
    .from(reports)
    .innerJoin(clips, eq(clips.id, reports.clip))
    .where(and(isNull(reports.closedAt), isNull(clips.deletedAt)))
    .orderBy(asc(reports.reportedAt), asc(reports.clip), asc(reports.actor))
    .limit(limit);

/** Reported clips with their open reports, longest open first. */
export const reportedClips = (database: Database, limit: number): Promise<ReportLine[]> =>
  database
    .select({
      clip: reports.clip,
      reasons: sql<string[]>`array_agg(distinct ${reports.reason})`,
      times: sql<number>`count(*)::int`,
      since: sql<Date>`min(${reports.reportedAt})`.mapWith(reports.reportedAt),
    })
    .from(reports)
    .innerJoin(clips, eq(clips.id, reports.clip))
    .where(and(isNull(reports.closedAt), isNull(clips.deletedAt)))
    .groupBy(reports.clip)
    .orderBy(sql`min(${reports.reportedAt})`)
    .limit(limit);

/** Whether any of these clips was ever reported. */
export const anyReported = async (database: Database, ids: readonly string[]): Promise<boolean> => {
  const found = database
    .select({ clip: reports.clip })
    .from(reports)
    .where(inArray(reports.clip, [...ids]));
  return (await found.limit(1)).length > 0;
};

/** Closes the reports of a clip after an operator reviewed it. Returns how many were closed. */
export const closeReports = async (database: Database, clip: string): Promise<number> => {
  const closed = await database
    .update(reports)
    .set({ closedAt: sql`now()` })
    .where(and(eq(reports.clip, clip), isNull(reports.closedAt)))
    .returning({ clip: reports.clip });
  return closed.length;
};
