import { and, eq, inArray, sql } from 'drizzle-orm';
import { moveBlocks } from './blocked-people.ts';
import type { Database } from './open-store.ts';
import { movePresets } from './preset-rows.ts';
import { writeSetting } from './saved-settings.ts';
import { clips } from './tables/clips-table.ts';
import { jobs } from './tables/jobs-table.ts';
import { pendingOrders } from './tables/questions-table.ts';
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

/** The platform's own id of a community, which also names its only channel where there are no others. */
const ownId = (community: string): string => community.slice(community.indexOf(':') + 1);

/** Moves a community's settings, blocks, presets, clips, unfinished jobs and open questions to its new id. Idempotent. */
export const moveCommunity = (database: Database, from: string, to: string): Promise<void> =>
  database.transaction(async (transaction) => {
    const settled = sql`not exists (select 1 from settings kept where kept.scope = ${to} and kept.name = ${settings.name})`;
    await transaction
      .update(settings)
      .set({ scope: to })
      .where(sql`${settings.scope} = ${from} and ${settled}`);
    const [old, own] = [from, to].map((community) => sql`to_jsonb(${ownId(community)}::text)`);
    const channels = sql`(select jsonb_agg(case when one = ${old} then ${own} else one end)
      from jsonb_array_elements(${settings.value}->'channels') one)`;
    await transaction
      .update(settings)
      .set({ value: sql`jsonb_set(${settings.value}, '{channels}', ${channels})` })
      .where(sql`${settings.scope} = ${to} and ${settings.value}->'channels' @> ${old}`);
    await moveBlocks(transaction, from, to);
    await movePresets(transaction, from, to);
    await transaction.update(clips).set({ community: to }).where(eq(clips.community, from));
    const moved = sql`jsonb_set("order", '{community}', to_jsonb(${to}::text))`;
    const here = sql`"order"->>'community' = ${from}`;
    await transaction.update(jobs).set({ order: moved }).where(sql`${here} and ${jobs.state} <> 'done'`);
    await transaction.update(pendingOrders).set({ order: moved }).where(here);
  });
