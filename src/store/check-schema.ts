import { sql } from 'drizzle-orm';
import { type MigrationConfig, readMigrationFiles } from 'drizzle-orm/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Failure } from '../core/failure.ts';

type Applied = { readonly hash: string; readonly created_at: string | number };

/** A readable schema version: the number of migrations and the hash of the last one. */
const version = (count: number, hash: string | undefined): string =>
  `${count}-${hash?.slice(0, 7) ?? 'empty'}`;

/** The schema version that this program's migrations lead to. */
export const schemaOf = (config: MigrationConfig): string => {
  const known = readMigrationFiles(config);
  return version(known.length, known.at(-1)?.hash);
};

/** Throws `Failure` `store_newer` or `store_changed` if another version of the program created the tables. */
export const checkSchema = async (
  database: PgDatabase<PgQueryResultHKT>,
  config: MigrationConfig,
): Promise<void> => {
  const rowsOf = async <Row>(query: ReturnType<typeof sql>): Promise<readonly Row[]> =>
    ((await database.execute(query)) as unknown as { rows: Row[] }).rows;
  const [table] = await rowsOf<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (table?.name == null) return;
  const applied = await rowsOf<Applied>(
    sql`select hash, created_at from drizzle.__drizzle_migrations order by created_at`,
  );
  const known = readMigrationFiles(config);
  const facts = {
    database: version(applied.length, applied.at(-1)?.hash),
    program: schemaOf(config),
  };
  const differs = applied.some(({ hash }, at) => known[at] !== undefined && known[at].hash !== hash);
  if (differs) throw new Failure('store_changed', facts);
  if (applied.length > known.length) throw new Failure('store_newer', facts);
};
