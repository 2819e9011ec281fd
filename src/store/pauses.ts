import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { writeSetting } from './saved-settings.ts';
import { settings } from './tables/settings-table.ts';

const scope = 'paused';

/** The name that pauses all engines at once. */
export const everything = 'everything';

const named = (engine: string) => and(eq(settings.scope, scope), eq(settings.name, engine));

/**
 * Whether a row of `jobs` is held back by the operator: its engine or everything is paused, no worker holds it, and it
 * has no open attempt. What has started, and may be paid for, runs to its end.
 */
export const heldBack = sql`(jobs.state in ('queued', 'generating') and (jobs.lease_until is null or jobs.lease_until <= now())
  and exists (select 1 from settings where scope = ${scope} and name in (${everything}, jobs.engine))
  and not exists (select 1 from attempts where attempts.job = jobs.id and attempts.state = 'open'))`;

/** Pauses or resumes an engine, or everything. Applies to all processes and survives restarts. */
export const setPaused = async (database: Database, name: string, paused: boolean): Promise<void> => {
  if (paused) await writeSetting(database, scope, name, true);
  else await database.delete(settings).where(named(name));
};

/** What is paused: names of engines, or `everything`. */
export const listPaused = async (database: Database): Promise<string[]> => {
  const rows = await database.select().from(settings).where(eq(settings.scope, scope));
  return rows.map(({ name }) => name).sort();
};

/** Whether an engine itself is paused. Ignores a pause of everything, which does not affect jobs that have started. */
export const enginePaused = (engine: string): SQL =>
  sql`exists (select 1 from settings where scope = ${scope} and name = ${engine})`;
