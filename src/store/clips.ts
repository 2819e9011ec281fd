import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Clip } from '../core/clip.ts';
import type { Visibility } from '../core/visibility.ts';
import type { Database } from './open.ts';
import { clips, copies } from './tables/clips.ts';
import { takes } from './tables/jobs.ts';
import { settings } from './tables/settings.ts';

export const insertClip = async (database: Database, clip: typeof clips.$inferInsert): Promise<void> => {
  await database.insert(clips).values(clip);
};

const present = isNull(clips.deletedAt);

const clipsWithScore = (database: Database) =>
  database
    .select({ ...getTableColumns(clips), score: takes.score })
    .from(clips)
    .leftJoin(takes, and(eq(takes.job, clips.job), eq(takes.number, clips.take)));

export const findClip = async (database: Database, id: string): Promise<Clip | null> => {
  const [row] = await clipsWithScore(database).where(and(eq(clips.id, id), present));
  return row ?? null;
};

/** Clips older than the days that their community's rules keep them. */
export const findOutlived = (database: Database, limit: number): Promise<Clip[]> =>
  clipsWithScore(database)
    .innerJoin(settings, and(eq(settings.scope, clips.community), eq(settings.name, 'rules')))
    .where(
      and(
        present,
        sql`${clips.createdAt} < now() - make_interval(days => (${settings.value}->>'days')::int)`,
      ),
    )
    .limit(limit);

/** The clips of a job, best first. */
export const clipsOfJob = (database: Database, job: string): Promise<Clip[]> =>
  clipsWithScore(database)
    .where(and(eq(clips.job, job), present))
    .orderBy(sql`${takes.score} desc nulls last`, clips.take);

/** One owner's clips, newest first, after the clip `before` (keyset paging). */
export const listClips = (
  database: Database,
  owner: string,
  page: { before: string | null; limit: number },
): Promise<Clip[]> =>
  clipsWithScore(database)
    .where(
      and(
        eq(clips.owner, owner),
        present,
        page.before === null
          ? undefined
          : sql`${clips.sequence} < (select sequence from clips where id = ${page.before})`,
      ),
    )
    .orderBy(desc(clips.sequence))
    .limit(page.limit);

export const setVisibility = async (
  database: Database,
  which: { readonly id: string } | { readonly job: string },
  visibility: Visibility,
): Promise<void> => {
  const chosen = 'id' in which ? eq(clips.id, which.id) : eq(clips.job, which.job);
  await database.update(clips).set({ visibility }).where(chosen);
};

/** Marks a clip as gone; its files are the caller's to remove. */
export const deleteClip = async (database: Database, id: string): Promise<void> => {
  await database.delete(copies).where(eq(copies.clip, id));
  await database.update(clips).set({ deletedAt: sql`now()` }).where(eq(clips.id, id));
};
