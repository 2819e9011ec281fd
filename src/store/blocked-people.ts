import { and, eq, inArray, sql } from 'drizzle-orm';
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

/** Lists the owners blocked in these scopes. */
export const blockedIn = async (database: Database, scopes: readonly string[]): Promise<string[]> => {
  const rows = await database
    .selectDistinct({ owner: blocks.owner })
    .from(blocks)
    .where(inArray(blocks.scope, [...scopes]))
    .orderBy(blocks.owner);
  return rows.map(({ owner }) => owner);
};

/** Moves blocks to the pseudonym of a forgotten person: blocks outlive their account. */
export const renameBlocks = async (database: Database, owner: string, name: string): Promise<void> => {
  await database.execute(sql`
    with gone as (delete from blocks where owner = ${owner} returning scope)
    insert into blocks (scope, owner) select scope, ${name} from gone on conflict do nothing`);
};
