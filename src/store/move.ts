import { eq, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { clips } from './tables/clips-table.ts';
import { jobs } from './tables/jobs-table.ts';
import { settings } from './tables/settings-table.ts';

/** Moves a community's settings, clips and unfinished jobs to its new id. Idempotent. */
export const moveCommunity = (database: Database, from: string, to: string): Promise<void> =>
  database.transaction(async (transaction) => {
    const settled = sql`not exists (select 1 from settings kept where kept.scope = ${to} and kept.name = ${settings.name})`;
    await transaction
      .update(settings)
      .set({ scope: to })
      .where(sql`${settings.scope} = ${from} and ${settled}`);
    await transaction.update(clips).set({ community: to }).where(eq(clips.community, from));
    await transaction
      .update(jobs)
      .set({ order: sql`jsonb_set(${jobs.order}, '{community}', to_jsonb(${to}::text))` })
      .where(sql`${jobs.order}->>'community' = ${from} and ${jobs.state} <> 'done'`);
  });
