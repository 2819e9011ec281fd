import { createHmac, randomBytes } from 'node:crypto';
import { and, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Database } from './open-store.ts';
import { settleSetting } from './saved-settings.ts';
import { accounts, ledger } from './tables/credits-table.ts';
import { forgotten } from './tables/forgotten-table.ts';

/** Days after which nothing can tell any more that somebody who was forgotten has been here. */
export const rememberedDays = 90;

const keptEnd = sql`now() + make_interval(days => ${rememberedDays})`;

const keyPlace = ['service', 'forgotten key'] as const;

/** The key to who was forgotten; null while nobody ever was. */
export const forgottenKey = sql`(select value #>> '{}' from settings where scope = ${keyPlace[0]} and name = ${keyPlace[1]})`;

const hashBy = (key: string, owner: string): string =>
  createHmac('sha256', key).update(owner).digest('base64url');

const hashOf = async (database: Database, owner: string): Promise<string> => {
  const key = await settleSetting(database, ...keyPlace, randomBytes(32).toString('base64url'));
  if (typeof key !== 'string') throw new Failure('internal');
  return hashBy(key, owner);
};

/** The name under which stands what outlived somebody who was forgotten; null for everybody else, and after a while. */
export const aliasOf = async (database: Database, owner: string): Promise<string | null> => {
  const known = eq(forgotten.hash, await hashOf(database, owner));
  const [row] = await database
    .select({ name: forgotten.name })
    .from(forgotten)
    .where(and(known, gt(forgotten.until, sql`now()`)));
  return row?.name ?? null;
};

const onlyName = (owner: string): SQL => sql`(${owner})`;

/** Every name under which something of an owner's may stand, as a list in SQL, by the key to who was forgotten. */
export const namesBy = (key: string | null, owner: string): SQL =>
  key === null
    ? onlyName(owner)
    : sql`(${owner}, (select name from forgotten where hash = ${hashBy(key, owner)} and until > now()))`;

/** Every name under which something of an owner's may stand, as a list in SQL. */
export const namesOf = async (database: Database, owner: string): Promise<SQL> => {
  const alias = await aliasOf(database, owner);
  return alias === null ? onlyName(owner) : sql`(${owner}, ${alias})`;
};

/** The name that somebody stands under from now on, the same as the last time if that is still known. */
export const openAlias = async (database: Database, owner: string): Promise<string> => {
  const name = (await aliasOf(database, owner)) ?? `forgotten:${newId()}`;
  await database
    .insert(forgotten)
    .values({ hash: await hashOf(database, owner), name, until: keptEnd })
    .onConflictDoUpdate({ target: forgotten.hash, set: { name, until: keptEnd } });
  return name;
};

/** Lets go of those whose time is over: what stands under their names is nobody's from now on. */
export const dropAliases = async (database: Database): Promise<void> => {
  await database.delete(forgotten).where(lt(forgotten.until, sql`now()`));
};

/** Somebody who comes back after they were forgotten has what they had left, no more. Call where their account is new. */
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
