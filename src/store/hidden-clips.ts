import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { HiddenClip } from '../core/reported-clip.ts';
import { setJobsVisibility } from './clip-rows.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { clips } from './tables/clips-table.ts';
import { jobs } from './tables/jobs-table.ts';

/** Records that moderators hid a job's clips, or that they undid it. */
export const hideClips = async (database: Database, job: string, hidden: boolean): Promise<void> => {
  await database
    .update(clips)
    .set({ hiddenAt: hidden ? sql`now()` : null })
    .where(eq(clips.job, job));
};

/** Makes a job private, and everything that is being made from its clips now. */
export const keepNextPrivate = (database: Database, job: string): Promise<void> =>
  setJobsVisibility(
    database,
    'private',
    sql`${jobs.state} <> 'done' and ${jobs.id} in (with recursive next(id) as (
      select id from jobs where id = ${job}
      union select jobs.id from jobs join next
        on jobs."order"->>'parent' = next.id or jobs."order" #> '{joined,jobs}' ? next.id
    ) select id from next)`,
  );

/** The IDs of all clips of a job, also of deleted ones. */
export const allClipIds = async (database: Database, job: string): Promise<string[]> => {
  const rows = await database.select({ id: clips.id }).from(clips).where(eq(clips.job, job));
  return rows.map(({ id }) => id);
};

/** Jobs whose clips contain any of these clips: they join or extend them, in however many steps. */
export const findContaining = async (database: Database, contained: readonly string[]): Promise<string[]> => {
  const rows = await rowsOf<{ job: string }>(
    database,
    sql`with recursive containing(job, clip) as (
      select null::text, clips.id from clips where ${inArray(clips.id, [...contained])}
      union select jobs.id, clips.id from containing
        join jobs on jobs."order" #> '{joined,clips}' ? containing.clip or jobs."order" #>> '{after,clip}' = containing.clip
        left join clips on clips.job = jobs.id
    ) select distinct job from containing where job is not null`,
  );
  return rows.map((row) => row.job);
};

/** The jobs of the clips that a job's clip was made from. */
const sources = sql`coalesce(jobs."order" #> '{joined,jobs}', '[]') || jsonb_build_array(jobs."order"->>'parent')`;

/** Whether moderators hid a job's clips, or any clip they were made from. */
export const isHidden = async (database: Database, job: string): Promise<boolean> => {
  const found = await rowsOf(
    database,
    sql`with recursive line(id, sources) as (
      select id, ${sources} from jobs where id = ${job}
      union select jobs.id, ${sources} from line
        cross join lateral jsonb_array_elements_text(line.sources) as source(id) join jobs on jobs.id = source.id
    ) select 1 from clips where hidden_at is not null and job in (select id from line) limit 1`,
  );
  return found.length > 0;
};

/** What moderators of a community hid, one clip of each job, the last one first. */
export const hiddenIn = (database: Database, community: string, limit: number): Promise<HiddenClip[]> =>
  database
    .select({ clip: sql<string>`min(${clips.id})`, effect: sql<string>`min(${clips.effect})` })
    .from(clips)
    .where(and(eq(clips.community, community), isNotNull(clips.hiddenAt), isNull(clips.deletedAt)))
    .groupBy(clips.job)
    .orderBy(desc(sql`max(${clips.hiddenAt})`))
    .limit(limit);
