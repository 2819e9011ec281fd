import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { ReportedClip, ReportLine, TakedownReason } from '../core/reported-clip.ts';
import type { Database } from './open-store.ts';
import { clips } from './tables/clips-table.ts';
import { reports } from './tables/reports-table.ts';

export type ReportRow = typeof reports.$inferSelect;

const undecided = and(isNull(reports.closedAt), isNull(reports.dismissedAt));

/**
 * Adds a report of a clip. Reporting it again changes nothing while the first report is open. Returns whether it's news
 * for moderators: the first report of the clip that nobody has decided on.
 */
export const insertReport = async (
  database: Database,
  report: Pick<ReportRow, 'clip' | 'actor' | 'reason'> & Partial<Pick<ReportRow, 'kind'>>,
): Promise<boolean> => {
  const { actor, clip, kind = null, reason } = report;
  const added = await database
    .insert(reports)
    .values(report)
    .onConflictDoUpdate({
      target: [reports.clip, reports.actor],
      set: { kind, reason, reportedAt: sql`now()`, closedAt: null, dismissedAt: null },
      setWhere: isNotNull(reports.closedAt),
    })
    .returning({ actor: reports.actor });
  if (added.length === 0) return false;
  const [first] = await database
    .select({ actor: reports.actor })
    .from(reports)
    .where(and(undecided, eq(reports.clip, clip)))
    .orderBy(asc(reports.reportedAt), asc(reports.actor))
    .limit(1);
  return first?.actor === actor;
};

/** How many of a person's reports the operator hasn't reviewed yet. */
export const countOpenReports = (database: Database, actor: string): Promise<number> =>
  database.$count(reports, and(eq(reports.actor, actor), isNull(reports.closedAt)));

/** Records that moderators looked at the reports of a clip, which stays. They remain open for the operator. */
export const settleReports = async (database: Database, clip: string): Promise<void> => {
  await database
    .update(reports)
    .set({ dismissedAt: sql`now()` })
    .where(and(undecided, eq(reports.clip, clip)));
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

const reported = {
  clip: reports.clip,
  effect: sql<string>`min(${clips.effect})`,
  kinds: sql<TakedownReason[]>`array_agg(distinct coalesce(${reports.kind}, 'rules'))`,
  times: sql<number>`count(*)::int`,
  since: sql<Date>`min(${reports.reportedAt})`.mapWith(reports.reportedAt),
};

const open = and(isNull(reports.closedAt), isNull(clips.deletedAt));
const longestOpen = sql`min(${reports.reportedAt})`;

/** Reported clips with their open reports, longest open first. */
export const reportedClips = (database: Database, limit: number): Promise<ReportLine[]> =>
  database
    .select({
      ...reported,
      reasons: sql<
        string[]
      >`coalesce(array_agg(distinct ${reports.reason}) filter (where ${reports.reason} <> ''), '{}')`,
      hidden: sql<boolean>`bool_and(${clips.visibility} = 'private')`,
    })
    .from(reports)
    .innerJoin(clips, eq(clips.id, reports.clip))
    .where(open)
    .groupBy(reports.clip)
    .orderBy(longestOpen)
    .limit(limit);

/** The reported clips of a community that its members can still see and moderators haven't decided on, longest open first. */
export const reportsIn = (database: Database, community: string, limit: number): Promise<ReportedClip[]> =>
  database
    .select(reported)
    .from(reports)
    .innerJoin(clips, eq(clips.id, reports.clip))
    .where(and(open, undecided, eq(clips.community, community), ne(clips.visibility, 'private')))
    .groupBy(reports.clip)
    .orderBy(longestOpen)
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
