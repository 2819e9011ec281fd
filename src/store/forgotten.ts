import { createHmac, randomBytes } from 'node:crypto';
import { and, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Database } from './open-store.ts';
import { settleSetting } from './saved-settings.ts';
import { accounts, ledger } from './tables/credits-table.ts';
import { forgotten } from './tables/people-table.ts';

/** Days after which a forgotten person can no longer be recognized. */
export const rememberedDays = 90;

const keptEnd = sql`now() + make_interval(days => ${rememberedDays})`;

const keyPlace = ['service', 'forgotten key'] as const;

/** The key that hashes forgotten people; null until there is one. */
export const forgottenKey = sql`(select value #>> '{}' from settings where scope = ${keyPlace[0]} and name = ${keyPlace[1]})`;

const hashBy = (key: string, owner: string): string =>
  createHmac('sha256', key).update(owner).digest('base64url');

const hashOf = async (database: Database, owner: string): Promise<string> => {
  const key = await settleSetting(database, ...keyPlace, randomBytes(32).toString('base64url'));
  if (typeof key !== 'string') throw new Failure('internal');
  return hashBy(key, owner);
};

/** The pseudonym that holds what outlived a forgotten person; null for everybody else and once it has expired. */
export const aliasOf = async (database: Database, owner: string): Promise<string | null> => {
  const known = eq(forgotten.hash, await hashOf(database, owner));
  const [row] = await database
    .select({ name: forgotten.name })
    .from(forgotten)
    .where(and(known, gt(forgotten.until, sql`now()`)));
  return row?.name ?? null;
};

const onlyName = (owner: string): SQL => sql`(${owner})`;

/** All names that an owner's data may be stored under, as an SQL list, given the hash key. */
export const namesBy = (key: string | null, owner: string): SQL =>
  key === null
    ? onlyName(owner)
    : sql`(${owner}, (select name from forgotten where hash = ${hashBy(key, owner)} and until > now()))`;

/** All names that an owner's data may be stored under, as an SQL list. */
export const namesOf = async (database: Database, owner: string): Promise<SQL> => {
  const alias = await aliasOf(database, owner);
  return alias === null ? onlyName(owner) : sql`(${owner}, ${alias})`;
};

/** Returns a forgotten person's pseudonym: the previous one if it has not expired, otherwise a new one. */
export const openAlias = async (database: Database, owner: string): Promise<string> => {
  const name = (await aliasOf(database, owner)) ?? `forgotten:${newId()}`;
  await database
    .insert(forgotten)
    .values({ hash: await hashOf(database, owner), name, until: keptEnd })
    .onConflictDoUpdate({ target: forgotten.hash, set: { name, until: keptEnd } });
  return name;
};

/** Deletes expired pseudonyms. What is stored under them no longer belongs to anybody. */
export const dropAliases = async (database: Database): Promise<void> => {
  await database.delete(forgotten).where(lt(forgotten.until, sql`now()`));
};

/**
 * Gives a returning person the balance they had when they were forgotten, and no more. Call when their account is new.
 */
export const recallAccount = async (database: Database, owner: string, alias: string): Promise<void> => {
  const [left] = await database.select().from(accounts).where(eq(accounts.owner, alias)).for('update');
  if (left === undefined) return;
  await database.update(accounts).set({ balance: 0 }).where(eq(accounts.owner, alias));
  await database
    .update(accounts)
    .set({ balance: left.balance, refilledOn: left.refilledOn })
    .where(eq(accounts.owner, owner));
  if (left.balance === 0) return;
  const moved = { kind: 'grant', held: 0, spent: 0 } as const;
  await database.insert(ledger).values([
    { ...moved, owner: alias, available: -left.balance },
    { ...moved, owner, available: left.balance },
  ]);
};
