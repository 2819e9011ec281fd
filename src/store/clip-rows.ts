import {
  and,
  desc,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  ne,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { type Clip, type ClipFilter, everyClip } from '../core/clip.ts';
import type { Visibility } from '../core/permission.ts';
import type { TakedownReason } from '../core/reported-clip.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { clips, copies } from './tables/clips-table.ts';
import { jobs } from './tables/jobs-table.ts';
import { settings } from './tables/settings-table.ts';

export const insertClip = async (database: Database, clip: typeof clips.$inferInsert): Promise<void> => {
  await database.insert(clips).values(clip);
};

const present = isNull(clips.deletedAt);

/** The condition for prompts that contain these words. */
export const hasWords = (prompt: SQLWrapper, words: string): SQL =>
  sql`strpos(lower(${prompt}), ${words.toLowerCase()}) > 0`;

const prompt = sql`${clips.recipe} #>> '{order,prompt}'`;

export const findClip = async (database: Database, id: string): Promise<Clip | null> => {
  const [row] = await database
    .select()
    .from(clips)
    .where(and(eq(clips.id, id), present));
  return row ?? null;
};

/** Clips older than their community's retention rule (`days`) allows. */
export const findOutlived = (database: Database, limit: number): Promise<Clip[]> =>
  database
    .select(getTableColumns(clips))
    .from(clips)
    .innerJoin(settings, and(eq(settings.scope, clips.community), eq(settings.name, 'rules')))
    .where(
      and(
        present,
        sql`${clips.createdAt} < now() - make_interval(days => (${settings.value}->>'days')::int)`,
      ),
    )
    .limit(limit);

/** SQL order of a job's clips: what shows all of them, then takes best first, or variants as they were asked for. */
export const bestFirst = sql`clips.take <> 0, case when (select "order" -> 'variants' from jobs where jobs.id = clips.job) is null
  then clips.score end desc nulls last, clips.take`;

/** The clips of a job, best first. */
export const clipsOfJob = (database: Database, job: string): Promise<Clip[]> =>
  database
    .select()
    .from(clips)
    .where(and(eq(clips.job, job), present))
    .orderBy(bestFirst);

/** One owner's clips, newest first, after the clip `before` (keyset paging). */
export const listClips = (
  database: Database,
  owner: string,
  page: { before: string | null; limit: number },
  { effect, visibility, words }: ClipFilter = everyClip,
): Promise<Clip[]> =>
  database
    .select()
    .from(clips)
    .where(
      and(
        eq(clips.owner, owner),
        present,
        effect === null ? undefined : eq(clips.effect, effect),
        visibility === null ? undefined : eq(clips.visibility, visibility),
        words === null ? undefined : hasWords(prompt, words),
        page.before === null
          ? undefined
          : sql`${clips.sequence} < (select sequence from clips where id = ${page.before})`,
      ),
    )
    .orderBy(desc(clips.sequence))
    .limit(page.limit);

/** The different prompts of an owner's latest clips, the last used first, each with its latest clip. */
export const listPrompts = (
  database: Database,
  owner: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly prompt: string }[]> => {
  const rows = sql`select max(id) filter (where sequence = newest) as id, prompt from (
      select id, sequence, prompt, max(sequence) over (partition by prompt) as newest from (
        select id, sequence, ${prompt} as prompt from ${clips} where ${eq(clips.owner, owner)} and ${present}
        order by sequence desc limit 500
      ) latest where prompt <> ''
    ) used group by prompt order by max(newest) desc limit ${limit}`;
  return rowsOf<{ id: string; prompt: string }>(database, rows);
};

/** Clips that already have this visibility keep their `shownAt`. */
const changeClips = async (database: Database, visibility: Visibility, chosen: SQL): Promise<void> => {
  const shownAt = sql`case when ${clips.visibility} = ${visibility} then ${clips.shownAt} else now() end`;
  await database.update(clips).set({ visibility, shownAt }).where(chosen);
};

/**
 * Changes the visibility of the clips of jobs, and of those they still make. Rows are locked in one order, jobs first,
 * so that two changes at once don't wait for each other.
 */
export const setJobsVisibility = (database: Database, visibility: Visibility, chosen: SQL): Promise<void> =>
  database.transaction(async (transaction) => {
    const some = await transaction
      .select({ id: jobs.id })
      .from(jobs)
      .where(chosen)
      .orderBy(jobs.id)
      .for('update');
    const ids = some.map(({ id }) => id);
    await transaction
      .update(jobs)
      .set({ order: sql`jsonb_set(${jobs.order}, '{visibility}', to_jsonb(${visibility}::text))` })
      .where(and(inArray(jobs.id, ids), ne(jobs.state, 'done')));
    const made = inArray(clips.job, ids);
    await transaction.select({ id: clips.id }).from(clips).where(made).orderBy(clips.id).for('update');
    await changeClips(transaction, visibility, made);
  });

/** Changes the visibility of a clip, or of a job's clips and those it still makes. */
export const setVisibility = (
  database: Database,
  which: { readonly id: string } | { readonly job: string },
  visibility: Visibility,
): Promise<void> =>
  'id' in which
    ? changeClips(database, visibility, eq(clips.id, which.id))
    : setJobsVisibility(database, visibility, eq(jobs.id, which.job));

type Link = Pick<Clip, 'linkKey' | 'linkUntil'>;

/** Sets or removes the unlisted link of clips. */
export const setLink = async (
  database: Database,
  which: { readonly id: string } | { readonly job: string },
  link: Link | null,
): Promise<void> => {
  const chosen = 'id' in which ? eq(clips.id, which.id) : eq(clips.job, which.job);
  await database
    .update(clips)
    .set(link ?? { linkKey: null, linkUntil: null })
    .where(chosen);
};

/** Deleted clips whose files or text may still exist, oldest deletion first. */
export const findUnerased = (database: Database, limit: number): Promise<Clip[]> =>
  database
    .select()
    .from(clips)
    .where(and(isNotNull(clips.deletedAt), isNull(clips.erasedAt)))
    .orderBy(clips.deletedAt)
    .limit(limit);

/** Marks a clip as deleted. The caller removes its files. */
export const deleteClip = async (database: Database, id: string): Promise<void> => {
  await database.delete(copies).where(eq(copies.clip, id));
  await database.update(clips).set({ deletedAt: sql`now()` }).where(eq(clips.id, id));
};

/** Records why a clip is taken down. */
export const writeTakedown = async (
  database: Database,
  id: string,
  reason: TakedownReason,
): Promise<void> => {
  await database.update(clips).set({ takenDown: reason }).where(eq(clips.id, id));
};

/** Why an operator took down this owner's clip; null if none did. */
export const findTakedown = async (
  database: Database,
  id: string,
  owner: string,
): Promise<TakedownReason | null> => {
  const [row] = await database
    .select({ reason: clips.takenDown })
    .from(clips)
    .where(and(eq(clips.id, id), eq(clips.owner, owner), isNotNull(clips.deletedAt)));
  return row?.reason ?? null;
};
