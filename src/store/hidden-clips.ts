import { and, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { HiddenClip } from '../core/reported-clip.ts';
import { setVisibility } from './clip-rows.ts';
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
export const keepNextPrivate = async (database: Database, job: string): Promise<void> => {
  const next = sql`with recursive next(id) as (
    select id from jobs where id = ${job}
    union select jobs.id from jobs join next
      on jobs."order"->>'parent' = next.id or jobs."order" #> '{joined,jobs}' ? next.id
  ) select id from next`;
  const changed = await database
    .update(jobs)
    .set({ order: sql`jsonb_set(${jobs.order}, '{visibility}', '"private"')` })
    .where(and(sql`${jobs.id} in (${next})`, ne(jobs.state, 'done')))
    .returning({ id: jobs.id });
  // They may have clips already.
  for (const { id } of changed) await setVisibility(database, { job: id }, 'private');
};

/** Other jobs whose clips contain those of a job: they join or extend them, in however many steps. */
export const findContaining = async (database: Database, job: string): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`with recursive containing(id) as (
      select ${job}::text
      union select jobs.id from containing join jobs on jobs."order" #> '{joined,jobs}' ? containing.id
        or jobs."order" #>> '{after,clip}' in (select clips.id from clips where clips.job = containing.id)
    ) select id from containing where id <> ${job}`,
  );
  return rows.map(({ id }) => id);
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
