import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { writeSetting } from './saved-settings.ts';
import { settings } from './tables/settings-table.ts';

const setting = 'title';
const longest = 60;

/** Remembers what a community is called; its members have published clips from there. */
export const nameCommunity = (database: Database, community: string, name: string): Promise<void> =>
  writeSetting(database, community, setting, name.trim().slice(0, longest));

/** What these communities are called, as far as it is known. */
export const communityNames = async (
  database: Database,
  communities: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (communities.length === 0) return new Map();
  const rows = await database
    .select()
    .from(settings)
    .where(and(eq(settings.name, setting), inArray(settings.scope, [...communities])));
  return new Map(
    rows.flatMap(({ scope, value }) => (typeof value === 'string' && value !== '' ? [[scope, value]] : [])),
  );
};
