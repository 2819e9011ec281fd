import { and, eq, sql } from 'drizzle-orm';
import type { Json } from '../core/json.ts';
import { batched } from './batched.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { settings } from './tables/settings-table.ts';

type Named = { readonly scope: string; readonly name: string };

const keyOf = ({ scope, name }: Named): string => JSON.stringify([scope, name]);

const readAll = batched(async (database, names: readonly Named[]): Promise<ReadonlyMap<string, Json>> => {
  const wanted = [...new Map(names.map((one) => [keyOf(one), one])).values()];
  // One parameter for all of them: hundreds take longer to write than to look up.
  const rows = await rowsOf<Named & { readonly value: Json }>(
    database,
    sql`select settings.* from settings
      join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as one (scope text, name text) using (scope, name)`,
  );
  return new Map(rows.map((row) => [keyOf(row), row.value]));
});

/** A setting of a scope, or null. */
export const readSetting = async (database: Database, scope: string, name: string): Promise<Json> =>
  (await readAll(database, { scope, name })).get(keyOf({ scope, name })) ?? null;

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
