import { and, eq, inArray, like, sql } from 'drizzle-orm';
import { namesOf } from './forgotten.ts';
import type { Database } from './open-store.ts';
import { removeSetting, writeSetting } from './saved-settings.ts';
import { settings } from './tables/settings-table.ts';

/** The scope of a block that applies everywhere. */
export const everywhere = 'service';

const prefix = 'blocked:';

export const addBlock = (database: Database, scope: string, owner: string): Promise<void> =>
  writeSetting(database, scope, `${prefix}${owner}`, {});

export const removeBlock = async (database: Database, scope: string, owner: string): Promise<void> => {
  await removeSetting(database, scope, `${prefix}${owner}`);
  await database
    .delete(settings)
    .where(
      and(
        eq(settings.scope, scope),
        sql`substr(${settings.name}, ${prefix.length + 1}) in ${await namesOf(database, owner)}`,
        like(settings.name, `${prefix}%`),
      ),
    );
};

/** Lists the owners blocked in these scopes. */
export const blockedIn = async (database: Database, scopes: readonly string[]): Promise<string[]> => {
  const rows = await database
    .select({ name: settings.name })
    .from(settings)
    .where(and(inArray(settings.scope, [...scopes]), like(settings.name, `${prefix}%`)))
    .orderBy(settings.name);
  return [...new Set(rows.map(({ name }) => name.slice(prefix.length)))];
};

/** Moves blocks to the pseudonym of a forgotten person: blocks outlive their account. */
export const renameBlocks = async (database: Database, owner: string, name: string): Promise<void> => {
  await database.execute(sql`
    with gone as (delete from settings where name = ${`${prefix}${owner}`} returning scope)
    insert into settings (scope, name, value) select scope, ${`${prefix}${name}`}, '{}'::jsonb from gone
    on conflict do nothing`);
};
