import { and, asc, eq, sql } from 'drizzle-orm';
import { Failure } from '../core/failure.ts';
import { maxPresets, type Preset } from '../core/preset.ts';
import type { Database } from './open-store.ts';
import { presets } from './tables/presets-table.ts';

const columns = {
  ...{ id: presets.id, scope: presets.scope, owner: presets.owner },
  ...{ name: presets.name, values: presets.values },
};

/** The presets of a scope, by name. */
export const listPresets = (database: Database, scope: string): Promise<Preset[]> =>
  database.select(columns).from(presets).where(eq(presets.scope, scope)).orderBy(asc(presets.name));

export const findPreset = async (database: Database, id: string): Promise<Preset | null> => {
  const [row] = await database.select(columns).from(presets).where(eq(presets.id, id));
  return row ?? null;
};

/**
 * Saves a preset. One of the same name in its scope is replaced if `replaces` says so. Throws `Failure` `preset_taken` or
 * `too_many_presets`.
 */
export const putPreset = (
  database: Database,
  preset: Preset,
  replaces: (before: Preset) => boolean,
): Promise<void> =>
  database.transaction(async (transaction) => {
    const { scope, name } = preset;
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`presets ${scope}`}, 0))`);
    const all = await listPresets(transaction, scope);
    const before = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (before === undefined && all.length >= maxPresets)
      throw new Failure('too_many_presets', { limit: maxPresets });
    if (before !== undefined && !replaces(before)) throw new Failure('preset_taken', { name });
    if (before !== undefined) await transaction.delete(presets).where(eq(presets.id, before.id));
    await transaction.insert(presets).values(preset);
  });

/** Renames a preset. Throws `Failure` `preset_taken`. */
export const renamePreset = (database: Database, { id, scope }: Preset, name: string): Promise<void> =>
  database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`presets ${scope}`}, 0))`);
    const same = (await listPresets(transaction, scope)).find(
      (one) => one.name.toLowerCase() === name.toLowerCase() && one.id !== id,
    );
    if (same !== undefined) throw new Failure('preset_taken', { name });
    await transaction.update(presets).set({ name }).where(eq(presets.id, id));
  });

export const deletePreset = async (database: Database, id: string): Promise<void> => {
  await database.delete(presets).where(eq(presets.id, id));
};

/** Removes what a person saved, for themselves or for a community. What members share in a group's name stays theirs. */
export const erasePresets = async (database: Database, owner: string): Promise<void> => {
  await database.delete(presets).where(eq(presets.owner, owner));
};

/** Moves a community's presets to its new id, unless that has one of the same name. */
export const movePresets = async (database: Database, from: string, to: string): Promise<void> => {
  const taken = sql`exists (select 1 from presets kept where kept.scope = ${to} and lower(kept.name) = lower(${presets.name}))`;
  await database
    .update(presets)
    .set({ scope: to })
    .where(and(eq(presets.scope, from), sql`not ${taken}`));
};
