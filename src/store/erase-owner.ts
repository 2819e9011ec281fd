import { and, eq, isNull, like, lt, notInArray, sql } from 'drizzle-orm';
import { renameBlocks } from './blocked-people.ts';
import { openAlias } from './forgotten.ts';
import type { InputFileRow } from './input-file-rows.ts';
import type { Database } from './open-store.ts';
import { erasePresets } from './preset-rows.ts';
import { lockQuotas } from './quotas.ts';
import { countAgain } from './ratings.ts';
import { rowsOf } from './rows-of.ts';
import { clips, photos } from './tables/clips-table.ts';
import { consents } from './tables/consents-table.ts';
import { ledger } from './tables/credits-table.ts';
import { inbox } from './tables/inbox-table.ts';
import { deliveries, jobs } from './tables/jobs-table.ts';
import { forgetting } from './tables/people-table.ts';
import { openQuestions } from './tables/questions-table.ts';
import { ratings } from './tables/ratings-table.ts';
import { reports } from './tables/reports-table.ts';
import { sessions } from './tables/sessions-table.ts';
import { settings } from './tables/settings-table.ts';
import { votes } from './tables/votes-table.ts';

/** Marks an owner for erasure. Until it is complete they cannot start anything. */
export const beginForgetting = (database: Database, owner: string): Promise<void> =>
  database.transaction(async (transaction) => {
    await lockQuotas(transaction, { owner, community: null });
    await transaction.insert(forgetting).values({ owner }).onConflictDoNothing();
  });

/** Whether an owner is marked for erasure. */
export const isForgetting = async (database: Database, owner: string): Promise<boolean> =>
  (await database.$count(forgetting, eq(forgetting.owner, owner))) > 0;

/** Whether erasure has been tried for over an hour: then we give up on what others do not let us delete. */
export const isStuck = async (database: Database, owner: string): Promise<boolean> => {
  const long = lt(forgetting.since, sql`now() - interval '1 hour'`);
  return (await database.$count(forgetting, and(eq(forgetting.owner, owner), long))) > 0;
};

/** Owners whose erasure is not complete. */
export const findForgetting = async (database: Database, limit: number): Promise<string[]> => {
  const rows = await database.select({ owner: forgetting.owner }).from(forgetting).limit(limit);
  return rows.map(({ owner }) => owner);
};

const toErase = {
  ...{ id: jobs.id, state: jobs.state },
  ...{ target: deliveries.target, delivered: deliveries.delivered, parts: deliveries.parts },
};

export type JobToErase = Pick<typeof jobs.$inferSelect, 'id' | 'state'> &
  Pick<typeof deliveries.$inferSelect, 'target' | 'delivered' | 'parts'>;

/** An owner's jobs that may still be delivered, or whose messages may still exist. */
export const findJobsToErase = (database: Database, owner: string, limit: number): Promise<JobToErase[]> =>
  database
    .select(toErase)
    .from(jobs)
    .innerJoin(deliveries, eq(deliveries.job, jobs.id))
    .where(and(eq(jobs.owner, owner), sql`${deliveries.target} ? 'erased' is not true`))
    .orderBy(jobs.sequence)
    .limit(limit);

/** Erases where a job's result was delivered. */
export const eraseDelivery = async (database: Database, job: string, platform: string): Promise<void> => {
  const target = { platform, erased: true };
  await database
    .update(deliveries)
    .set({ target, parts: null, shown: null, cardUntil: null })
    .where(eq(deliveries.job, job));
  await database
    .update(jobs)
    .set({ key: null, order: sql`jsonb_set(${jobs.order}, '{address}', ${JSON.stringify(target)}::jsonb)` })
    .where(eq(jobs.id, job));
};

/** The files an owner uploaded that are still stored. */
export const photosOf = (database: Database, owner: string, limit: number): Promise<InputFileRow[]> =>
  database
    .select()
    .from(photos)
    .where(and(eq(photos.owner, owner), isNull(photos.removedAt)))
    .limit(limit);

/** How many clips, unfinished jobs and presets an owner has. */
export const countStored = async (
  database: Database,
  owner: string,
): Promise<{ readonly clips: number; readonly jobs: number; readonly presets: number }> => {
  const [row] = await rowsOf<{ clips: number; jobs: number; presets: number }>(
    database,
    sql`select (select count(*)::int from clips where owner = ${owner} and deleted_at is null) as clips,
      (select count(*)::int from jobs where owner = ${owner} and state <> 'done') as jobs,
      (select count(*)::int from presets where owner = ${owner}) as presets`,
  );
  return row ?? { clips: 0, jobs: 0, presets: 0 };
};

/** Whether anything is left that must be erased before the owner's name can be. */
const isLeft = async (database: Database, owner: string): Promise<boolean> => {
  const [row] = await rowsOf<{ left: boolean }>(
    database,
    sql`select exists (select 1 from jobs join deliveries on deliveries.job = jobs.id
        where jobs.owner = ${owner} and (jobs.state <> 'done' or deliveries.address ? 'erased' is not true))
      or exists (select 1 from clips where owner = ${owner} and erased_at is null)
      or exists (select 1 from photos where owner = ${owner} and removed_at is null)
      or exists (select 1 from pending_orders where owner = ${owner}) as left`,
  );
  return row?.left === true;
};

/** Renames an account with its ledger entries, so that the totals still add up. */
const renameAccount = async (database: Database, owner: string, name: string): Promise<void> => {
  await database.update(ledger).set({ owner: name }).where(eq(ledger.owner, owner));
  await database.execute(sql`
    with gone as (delete from accounts where owner = ${owner} returning balance, refilled_on)
    insert into accounts (owner, balance, refilled_on) select ${name}, balance, refilled_on from gone
    on conflict (owner) do update set balance = accounts.balance + excluded.balance,
      refilled_on = greatest(accounts.refilled_on, excluded.refilled_on)`);
};

/**
 * Erases a person's ratings and votes, and moves their reports to the pseudonym, without the reason. Rating counts stay correct.
 */
const renameOpinions = async (database: Database, owner: string, name: string): Promise<void> => {
  const rated = await database
    .delete(ratings)
    .where(eq(ratings.actor, owner))
    .returning({ clip: ratings.clip });
  for (const { clip } of rated) await countAgain(database, clip);
  await database.delete(votes).where(eq(votes.actor, owner));
  await database.execute(sql`delete from reports where actor = ${owner}
    and exists (select 1 from reports other where other.clip = reports.clip and other.actor = ${name})`);
  await database.update(reports).set({ actor: name, reason: '' }).where(eq(reports.actor, owner));
};

const eraseUpdates = async (database: Database, owner: string): Promise<void> => {
  const [platform = '', person = ''] = owner.split(':');
  // Messages, edited ones, presses and searches.
  const from = sql`exists (select 1 from jsonb_each(case when jsonb_typeof(${inbox.body}) = 'object' then ${inbox.body} end) as part where ${person} in (
    part.value #>> '{from,id}', part.value #>> '{sender_chat,id}',
    case when part.value #>> '{chat,type}' = 'channel' then part.value #>> '{chat,id}' end))`;
  await database
    .update(inbox)
    .set({ body: null })
    .where(and(like(inbox.id, `${platform}:%`), sql`${inbox.doneAt} is not null`, from));
};

/**
 * The last step of erasure: removes the owner's name from what must be kept, such as spent credits and consents. False,
 * with nothing changed, while anything is left that must be erased first.
 */
export const eraseOwner = (database: Database, owner: string): Promise<boolean> =>
  database.transaction(async (transaction) => {
    await lockQuotas(transaction, { owner, community: null });
    if (await isLeft(transaction, owner)) return false;
    const name = await openAlias(transaction, owner);
    await renameAccount(transaction, owner, name);
    await renameOpinions(transaction, owner, name);
    await renameBlocks(transaction, owner, name);
    await transaction.update(consents).set({ actor: name }).where(eq(consents.actor, owner));
    await transaction.update(photos).set({ owner: name }).where(eq(photos.owner, owner));
    await transaction.update(clips).set({ owner: name }).where(eq(clips.owner, owner));
    await transaction
      .update(jobs)
      .set({ owner: name, order: sql`jsonb_set(${jobs.order}, '{owner}', to_jsonb(${name}::text))` })
      .where(eq(jobs.owner, owner));
    // Other people's jobs may continue from their clips.
    await transaction.execute(sql`update jobs set "order" = jsonb_set("order", '{after,owner}', to_jsonb(${name}::text))
      where "order" #>> '{after,owner}' = ${owner}`);
    await transaction.execute(sql`update clips set recipe = jsonb_set(recipe, '{order,after,owner}', to_jsonb(${name}::text))
      where recipe #>> '{order,after,owner}' = ${owner}`);
    await eraseUpdates(transaction, owner);
    await erasePresets(transaction, owner);
    await transaction.delete(sessions).where(eq(sessions.owner, owner));
    await transaction.delete(openQuestions).where(eq(openQuestions.owner, owner));
    // The rules that admins made for their group, and its name, are no person's.
    await transaction
      .delete(settings)
      .where(and(eq(settings.scope, owner), notInArray(settings.name, ['rules', 'title'])));
    await transaction.delete(forgetting).where(eq(forgetting.owner, owner));
    return true;
  });
