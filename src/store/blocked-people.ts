import { and, eq, inArray, sql } from 'drizzle-orm';
import { batched } from './batched.ts';
import { namesOf } from './forgotten.ts';
import type { Database } from './open-store.ts';
import { blocks } from './tables/people-table.ts';

/** The scope of a block that applies everywhere. */
export const everywhere = 'service';

export const addBlock = async (database: Database, scope: string, owner: string): Promise<void> => {
  await database.insert(blocks).values({ scope, owner }).onConflictDoNothing();
};

export const removeBlock = async (database: Database, scope: string, owner: string): Promise<void> => {
  await database
    .delete(blocks)
    .where(and(eq(blocks.scope, scope), sql`${blocks.owner} in ${await namesOf(database, owner)}`));
};

const readBlocks = batched((database, lists: readonly (readonly string[])[]) =>
  database
    .select()
    .from(blocks)
    .where(inArray(blocks.scope, [...new Set(lists.flat())]))
    .orderBy(blocks.owner),
);

/** Lists the owners blocked in these scopes. */
export const blockedIn = async (database: Database, scopes: readonly string[]): Promise<string[]> => {
  const rows = await readBlocks(database, scopes);
  return [...new Set(rows.flatMap(({ owner, scope }) => (scopes.includes(scope) ? [owner] : [])))];
};

/** Moves a community's blocks to its new id. */
export const moveBlocks = async (database: Database, from: string, to: string): Promise<void> => {
  await database.execute(sql`
    with gone as (delete from blocks where scope = ${from} returning owner)
    insert into blocks (scope, owner) select ${to}, owner from gone on conflict do nothing`);
};

/** Moves blocks to the pseudonym of a forgotten person: blocks outlive their account. */
export const renameBlocks = async (database: Database, owner: string, name: string): Promise<void> => {
  await database.execute(sql`
    with gone as (delete from blocks where owner = ${owner} returning scope)
    insert into blocks (scope, owner) select scope, ${name} from gone on conflict do nothing`);
};
