import { and, eq, like, sql } from 'drizzle-orm';
import type { Json } from '../core/json.ts';
import type { Database } from './open-store.ts';
import { settings } from './tables/settings-table.ts';

/** A setting of a scope, or null. */
export const readSetting = async (database: Database, scope: string, name: string): Promise<Json> => {
  const [row] = await database
    .select()
    .from(settings)
    .where(and(eq(settings.scope, scope), eq(settings.name, name)));
  return row?.value ?? null;
};

export const writeSetting = async (
  database: Database,
  scope: string,
  name: string,
  value: Json,
): Promise<void> => {
  await database
    .insert(settings)
    .values({ scope, name, value })
    .onConflictDoUpdate({ target: [settings.scope, settings.name], set: { value } });
};

/** The scope of a setting whose name exists in one scope only; null if there is none. */
export const findSettingScope = async (database: Database, name: string): Promise<string | null> => {
  const [row] = await database
    .select({ scope: settings.scope })
    .from(settings)
    .where(eq(settings.name, name))
    .limit(1);
  return row?.scope ?? null;
};

/** Saves a value unless one exists. Returns the stored value, which is the same in every process. */
export const settleSetting = async (
  database: Database,
  scope: string,
  name: string,
  value: Json,
): Promise<Json> => {
  await database.insert(settings).values({ scope, name, value }).onConflictDoNothing();
  return readSetting(database, scope, name);
};

/** Updates a setting under a row lock, so that concurrent changes build on each other. */
export const changeSetting = <Value extends Json>(
  database: Database,
  scope: string,
  name: string,
  change: (before: Json) => Value,
): Promise<Value> =>
  database.transaction(async (transaction) => {
    await transaction.insert(settings).values({ scope, name, value: {} }).onConflictDoNothing();
    const chosen = and(eq(settings.scope, scope), eq(settings.name, name));
    const [row] = await transaction.select().from(settings).where(chosen).for('update');
    const value = change(row?.value ?? null);
    await transaction.update(settings).set({ value }).where(chosen);
    return value;
  });

export const removeSetting = async (database: Database, scope: string, name: string): Promise<void> => {
  await database.delete(settings).where(and(eq(settings.scope, scope), eq(settings.name, name)));
};

/** Settings whose names start with `prefix` and whose `until` has passed. */
export const findStale = (database: Database, prefix: string, limit: number) =>
  database
    .select()
    .from(settings)
    .where(and(like(settings.name, `${prefix}%`), sql`(${settings.value}->>'until')::timestamptz < now()`))
    .limit(limit);
