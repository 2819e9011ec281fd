import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Clip } from '../core/clip.ts';
import { planWithoutWords, recipeWithoutWords, withoutWords } from '../core/personal-words.ts';
import { holdsUnused } from './input-file-rows.ts';
import type { Database } from './open-store.ts';
import { clips } from './tables/clips-table.ts';
import { inbox } from './tables/inbox-table.ts';
import { attempts, jobs, takes } from './tables/jobs-table.ts';
import { openQuestions } from './tables/questions-table.ts';
import { reports } from './tables/reports-table.ts';

/** Erases the text in the plans and receipts of a finished job's attempts, or of one take's closed attempts. */
const forgetAttempts = async (database: Database, job: string, take: number | null): Promise<void> => {
  const chosen = and(
    eq(attempts.job, job),
    take === null ? undefined : and(eq(attempts.take, take), ne(attempts.state, 'open')),
  );
  for (const { idempotencyKey, plan, failure } of await database.select().from(attempts).where(chosen))
    await database
      .update(attempts)
      .set({
        plan: planWithoutWords(plan),
        operation: null,
        failure: failure && { kind: failure.kind, facts: {} },
      })
      .where(eq(attempts.idempotencyKey, idempotencyKey));
};

const albumKey = /^telegram:album:(telegram:-?\d+:\d+)(?::\d+)?$/;

/**
 * Erases what the owner of a finished job wrote, wherever it is stored: the order, what was sent to engines, and the
 * album messages it came in.
 */
export const forgetJobWords = (database: Database, id: string): Promise<void> =>
  // All or nothing: a half-erased job would not be found again.
  database.transaction(async (transaction) => {
    const [job] = await transaction.select().from(jobs).where(eq(jobs.id, id)).for('update');
    if (job === undefined || job.state !== 'done') return;
    const { failure, key, order } = job;
    await transaction
      .update(jobs)
      .set({
        order: withoutWords(order),
        failure: failure && { kind: failure.kind, facts: {} },
        erasedAt: sql`now()`,
      })
      .where(eq(jobs.id, id));
    await transaction
      .update(takes)
      .set({ failure: sql`jsonb_set(${takes.failure}, '{facts}', '{}')` })
      .where(and(eq(takes.job, id), sql`${takes.failure} is not null`));
    await forgetAttempts(transaction, id, null);
    const [, bundle] = albumKey.exec(key ?? '') ?? [];
    if (bundle === undefined) return;
    await transaction
      .delete(openQuestions)
      .where(
        sql`${openQuestions.id} in (select ${inbox.body} ->> 'note' from ${inbox} where ${inbox.bundle} = ${bundle})`,
      );
    await transaction
      .update(inbox)
      .set({ body: null })
      .where(and(eq(inbox.bundle, bundle), sql`${inbox.doneAt} is not null`));
  });

/** A job and all that was made from it, found by the indexes of parents and owners. */
const madeFrom = (job: string): SQL => sql`with recursive next(id, owner) as (
  select id, owner from jobs where id = ${job}
  union select jobs.id, jobs.owner from next join jobs on jobs."order"->>'parent' = next.id
    or (jobs.owner = next.owner and jobs."order" #> '{joined,jobs}' ? next.id)
)`;

/** Erases what the owner of a deleted clip wrote from the orders of others who extended it, and joined that. */
const forgetInOthers = async (
  database: Database,
  { id, job, owner }: Pick<Clip, 'id' | 'job' | 'owner'>,
): Promise<void> => {
  const next = madeFrom(job);
  const extending = (after: SQL) =>
    sql`owner <> ${owner} and ${after} ? 'parts' and (${after}->>'clip' = ${id} or ${after}->'sources' ? ${id})`;
  await database.execute(
    sql`${next} update jobs set "order" = "order" #- '{after,parts}'
      where id in (select id from next) and ${extending(sql`"order"->'after'`)}`,
  );
  await database.execute(
    sql`${next} update clips set recipe = recipe #- '{order,after,parts}'
      where job in (select id from next) and ${extending(sql`recipe #> '{order,after}'`)}`,
  );
  const joining = (joined: SQL) =>
    sql`owner <> ${owner} and ${joined}->'jobs' ?| array(select id from next where owner <> ${owner})`;
  const wordless = (parts: SQL) =>
    sql`(select coalesce(jsonb_agg(part || '{"prompt": "", "post": []}'), '[]') from jsonb_array_elements(${parts}) as part)`;
  await database.execute(
    sql`${next} update jobs set "order" = jsonb_set("order", '{joined,parts}', ${wordless(sql`"order" #> '{joined,parts}'`)})
      where id in (select id from next) and ${joining(sql`"order"->'joined'`)}`,
  );
  await database.execute(
    sql`${next} update clips set recipe = jsonb_set(recipe, '{order,joined,parts}', ${wordless(sql`recipe #> '{order,joined,parts}'`)})
      where job in (select id from next) and ${joining(sql`recipe #> '{order,joined}'`)}`,
  );
};

/** Erases what the owner of a deleted clip wrote. What the job's other clips still show is kept for them. */
export const forgetClipWords = (database: Database, id: string): Promise<void> =>
  database.transaction(async (transaction) => {
    const itself = eq(clips.id, id);
    const [known] = await transaction.select({ job: clips.job }).from(clips).where(itself);
    // Jobs are locked before their clips everywhere, in the order of their IDs.
    if (known !== undefined)
      await transaction.execute(
        sql`${madeFrom(known.job)} select id from jobs where id in (select id from next) order by id for update`,
      );
    const [clip] = await transaction.select().from(clips).where(itself).for('update');
    if (clip === undefined || clip.deletedAt === null) return;
    await transaction
      .update(clips)
      .set({ recipe: recipeWithoutWords(clip.recipe), erasedAt: sql`now()` })
      .where(itself);
    await transaction.update(reports).set({ reason: '' }).where(eq(reports.clip, id));
    await forgetInOthers(transaction, clip);
    await forgetAttempts(transaction, clip.job, clip.take);
    const [left] = await transaction
      .select({ id: clips.id })
      .from(clips)
      .where(and(eq(clips.job, clip.job), isNull(clips.deletedAt)))
      .limit(1);
    if (left === undefined) await forgetJobWords(transaction, clip.job);
  });

/**
 * Finished jobs without clips, by their ids after this one, whose text is no longer needed: those that did not fail, so
 * that there is nothing to retry, and those whose photos are gone. Also cancelled jobs whose photos are still stored.
 */
export const findForgettable = async (
  database: Database,
  after: string,
  limit: number,
): Promise<string[]> => {
  const rows = await database
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      sql`${jobs.state} = 'done' and ${jobs.id} > ${after}
        and not exists (select 1 from clips where clips.job = ${jobs.id} and clips.deleted_at is null)
        and ((${jobs.outcome} = 'cancelled' and ${holdsUnused})
          or (${jobs.erasedAt} is null
            and (${jobs.outcome} <> 'failed' or not exists (select 1 from photos
              where photos.removed_at is null and ${jobs.order}->'photos' ? photos.id))))`,
    )
    .orderBy(jobs.id)
    .limit(limit);
  return rows.map(({ id }) => id);
};
