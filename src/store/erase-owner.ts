import { and, eq, isNull, like, or, sql } from 'drizzle-orm';
import { renameBlocks } from './blocked-people.ts';
import { openAlias } from './forgotten.ts';
import type { Database } from './open-store.ts';
import type { PhotoRow } from './photos.ts';
import { countAgain } from './ratings.ts';
import { lockRoom, forgetting as mark } from './room.ts';
import { rowsOf } from './rows-of.ts';
import { clips, photos } from './tables/clips-table.ts';
import { consents } from './tables/consents-table.ts';
import { ledger } from './tables/credits-table.ts';
import { inbox } from './tables/inbox-table.ts';
import { deliveries, jobs } from './tables/jobs-table.ts';
import { ratings } from './tables/ratings-table.ts';
import { reports } from './tables/reports-table.ts';
import { settings } from './tables/settings-table.ts';

/** Writes down that everything of an owner's is to go. From here on they can begin nothing until it has. */
export const markForgetting = (database: Database, owner: string): Promise<void> =>
  database.transaction(async (transaction) => {
    await lockRoom(transaction, { owner, community: null });
    const value = { since: new Date().toISOString() };
    await transaction.insert(settings).values({ scope: owner, name: mark, value }).onConflictDoNothing();
  });

/** Whether everything of an owner's is about to go. */
export const isForgetting = async (database: Database, owner: string): Promise<boolean> => {
  const found = and(eq(settings.scope, owner), eq(settings.name, mark));
  return (await database.select({ scope: settings.scope }).from(settings).where(found)).length > 0;
};

/** Whether forgetting somebody has been tried for long enough to let go of what others do not let us delete. */
export const isStuck = async (database: Database, owner: string): Promise<boolean> => {
  const long = sql`(${settings.value}->>'since')::timestamptz < now() - interval '1 hour'`;
  const found = and(eq(settings.scope, owner), eq(settings.name, mark), long);
  return (await database.select({ scope: settings.scope }).from(settings).where(found)).length > 0;
};

/** Owners of whom not everything is gone that is to go. */
export const findForgetting = async (database: Database, limit: number): Promise<string[]> => {
  const rows = await database
    .select({ scope: settings.scope })
    .from(settings)
    .where(eq(settings.name, mark))
    .limit(limit);
  return rows.map(({ scope }) => scope);
};

const toErase = {
  ...{ id: jobs.id, state: jobs.state },
  ...{ address: deliveries.address, delivered: deliveries.delivered, memo: deliveries.memo },
};

export type JobToErase = Pick<typeof jobs.$inferSelect, 'id' | 'state'> &
  Pick<typeof deliveries.$inferSelect, 'address' | 'delivered' | 'memo'>;

/** Jobs of an owner of which somebody may still be told, or find, something. */
export const findJobsToErase = (database: Database, owner: string, limit: number): Promise<JobToErase[]> =>
  database
    .select(toErase)
    .from(jobs)
    .innerJoin(deliveries, eq(deliveries.job, jobs.id))
    .where(and(eq(jobs.owner, owner), sql`${deliveries.address} ? 'erased' is not true`))
    .orderBy(jobs.sequence)
    .limit(limit);

/** Forgets where a job's answer went. */
export const eraseDelivery = async (database: Database, job: string, platform: string): Promise<void> => {
  const address = { platform, erased: true };
  await database
    .update(deliveries)
    .set({ address, memo: null, shown: null, cardUntil: null })
    .where(eq(deliveries.job, job));
  await database
    .update(jobs)
    .set({ key: null, order: sql`jsonb_set(${jobs.order}, '{address}', ${JSON.stringify(address)}::jsonb)` })
    .where(eq(jobs.id, job));
};

/** What an owner gave and is still kept. */
export const photosOf = (database: Database, owner: string, limit: number): Promise<PhotoRow[]> =>
  database
    .select()
    .from(photos)
    .where(and(eq(photos.owner, owner), isNull(photos.removedAt)))
    .limit(limit);

/** The orders of an owner's that wait for an answer: the names they wait under. */
export const settingsNamed = async (database: Database, owner: string, prefix: string): Promise<string[]> => {
  const chosen = and(eq(settings.scope, owner), like(settings.name, `${prefix}%`));
  return (await database.select({ name: settings.name }).from(settings).where(chosen)).map(
    ({ name }) => name,
  );
};

/** How much there is of an owner's. */
export const countKept = async (
  database: Database,
  owner: string,
): Promise<{ readonly clips: number; readonly jobs: number }> => {
  const [row] = await rowsOf<{ clips: number; jobs: number }>(
    database,
    sql`select (select count(*)::int from clips where owner = ${owner} and deleted_at is null) as clips,
      (select count(*)::int from jobs where owner = ${owner} and state <> 'done') as jobs`,
  );
  return row ?? { clips: 0, jobs: 0 };
};

/** Whether anything is left that must go before the owner's name can. */
const isLeft = async (database: Database, owner: string): Promise<boolean> => {
  const [row] = await rowsOf<{ left: boolean }>(
    database,
    sql`select exists (select 1 from jobs join deliveries on deliveries.job = jobs.id
        where jobs.owner = ${owner} and (jobs.state <> 'done' or deliveries.address ? 'erased' is not true))
      or exists (select 1 from clips where owner = ${owner} and erased_at is null)
      or exists (select 1 from photos where owner = ${owner} and removed_at is null)
      or exists (select 1 from settings where scope = ${owner} and name like 'pending:%') as left`,
  );
  return row?.left === true;
};

/** Everything that was spent and given goes along, so that the sums stay true. */
const renameAccount = async (database: Database, owner: string, name: string): Promise<void> => {
  await database.update(ledger).set({ owner: name }).where(eq(ledger.owner, owner));
  await database.execute(sql`
    with gone as (delete from accounts where owner = ${owner} returning balance, refilled_on)
    insert into accounts (owner, balance, refilled_on) select ${name}, balance, refilled_on from gone
    on conflict (owner) do update set balance = accounts.balance + excluded.balance,
      refilled_on = greatest(accounts.refilled_on, excluded.refilled_on)`);
};

/** What others are told of somebody's likes and reports stays right without saying whose they were. */
const renameOpinions = async (database: Database, owner: string, name: string): Promise<void> => {
  const rated = await database
    .delete(ratings)
    .where(eq(ratings.actor, owner))
    .returning({ clip: ratings.clip });
  for (const { clip } of rated) await countAgain(database, clip);
  await database.execute(sql`delete from reports where actor = ${owner}
    and exists (select 1 from reports other where other.clip = reports.clip and other.actor = ${name})`);
  await database.update(reports).set({ actor: name, reason: '' }).where(eq(reports.actor, owner));
};

const eraseUpdates = async (database: Database, owner: string): Promise<void> => {
  const [platform = '', person = ''] = owner.split(':');
  const from = or(
    sql`${inbox.body} #>> '{message,from,id}' = ${person}`,
    sql`${inbox.body} #>> '{callback_query,from,id}' = ${person}`,
  );
  await database
    .update(inbox)
    .set({ body: null })
    .where(and(like(inbox.id, `${platform}:%`), sql`${inbox.doneAt} is not null`, from));
};

/**
 * The last step of forgetting somebody: what must be kept, such as credits that were spent and what was agreed to, loses
 * its owner's name. False, and nothing has changed, while anything is left that must go first.
 */
export const eraseOwner = (database: Database, owner: string): Promise<boolean> =>
  database.transaction(async (transaction) => {
    await lockRoom(transaction, { owner, community: null });
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
    // Others may have gone on from their clips.
    await transaction.execute(sql`update jobs set "order" = jsonb_set("order", '{after,owner}', to_jsonb(${name}::text))
      where "order" #>> '{after,owner}' = ${owner}`);
    await transaction.execute(sql`update clips set recipe = jsonb_set(recipe, '{order,after,owner}', to_jsonb(${name}::text))
      where recipe #>> '{order,after,owner}' = ${owner}`);
    await eraseUpdates(transaction, owner);
    await transaction.delete(settings).where(eq(settings.scope, owner));
    return true;
  });
