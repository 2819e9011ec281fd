import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { writeSetting } from './saved-settings.ts';
import { settings } from './tables/settings-table.ts';

const scope = 'paused';

/** The name under which all engines together are paused. */
export const everything = 'everything';

const named = (engine: string) => and(eq(settings.scope, scope), eq(settings.name, engine));

/**
 * Whether a row of `jobs` waits for the operator: its engine or everything is paused, nobody is at work on it and nothing
 * of it is under way.
 * What has begun, and perhaps is paid for, goes on to its end.
 */
export const heldBack = sql`(jobs.state in ('queued', 'generating') and (jobs.lease_until is null or jobs.lease_until <= now())
  and exists (select 1 from settings where scope = ${scope} and name in (${everything}, jobs.engine))
  and not exists (select 1 from attempts where attempts.job = jobs.id and attempts.state = 'open'))`;

/** Pauses an engine, or everything, for every process and through restarts; or lets it go on. */
export const setPaused = async (database: Database, name: string, paused: boolean): Promise<void> => {
  if (paused) await writeSetting(database, scope, name, true);
  else await database.delete(settings).where(named(name));
};

/** The names of what is paused: engines, or `everything`. */
export const listPaused = async (database: Database): Promise<string[]> => {
  const rows = await database.select().from(settings).where(eq(settings.scope, scope));
  return rows.map(({ name }) => name).sort();
};

/** Whether an engine is paused, by itself; pausing everything leaves alone what has begun. */
export const enginePaused = (engine: string): SQL =>
  sql`exists (select 1 from settings where scope = ${scope} and name = ${engine})`;
