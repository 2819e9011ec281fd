import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Client, type ClientConfig, Pool, type PoolClient } from 'pg';
import { checkSchema, schemaOf } from './check-schema.ts';
import { lockDataFolder } from './lock.ts';
import { postgresFault, requireOwnConnections, requireUnicode } from './postgres-fault.ts';

/** The database, or a transaction on it. Every query accepts either. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

export type Store = {
  readonly database: Database;
  /** The in-process database, if used: the queue lives in it too. */
  readonly pglite: PGlite | null;
  /** Rejects if the database does not respond. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const migrations = (): { migrationsFolder: string } => {
  const journal = createRequire(import.meta.url).resolve('#migrations/meta/_journal.json');
  return { migrationsFolder: dirname(dirname(journal)) };
};

/** The schema version of this program, such as `3-1a2b3c4`. */
export const programSchema = (): string => schemaOf(migrations());

// Arbitrary, but every process of every version must use the same number.
const migrationLock = 7_238_541;

const timeouts = { connect: 5_000, query: 30_000 } as const;

/**
 * A client with a connect timeout of its own: a server that does not respond is reported much sooner than a pool that
 * is busy.
 */
class PatientClient extends Client {
  constructor(config?: ClientConfig) {
    super({ ...config, connectionTimeoutMillis: timeouts.connect });
  }
}

/** The server process behind a connection. */
const processBehind = async (client: PoolClient): Promise<number> => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
};

const checkPooler = async (pool: Pool, client: PoolClient): Promise<void> => {
  const other = await pool.connect();
  try {
    requireOwnConnections(await processBehind(client), await processBehind(other));
  } finally {
    other.release();
  }
};

/**
 * Opens Postgres at a URL, and migrates it unless only a look is wanted. Throws `Failure` `store_down`, `store_newer`, `store_changed`, or
 * `bad_setting` with what to change in the URL.
 */
export const openPostgres = async (
  url: string,
  onError: (error: unknown) => void,
  migrating = true,
): Promise<Store> => {
  const pool = new Pool({
    connectionString: url,
    Client: PatientClient,
    max: 10,
    // Under load, waiting for a pooled connection may take as long as a query.
    connectionTimeoutMillis: timeouts.query,
    query_timeout: timeouts.query,
    keepAlive: true,
  });
  pool.on('error', onError);
  // A connection lost during a transaction emits its own error, which would end the process if unhandled.
  pool.on('connect', (client) => client.on('error', onError));
  const database = drizzlePostgres(pool);
  try {
    // Lock and migrations must share one connection: the lock belongs to its session.
    const client = await pool.connect();
    try {
      await checkPooler(pool, client);
      const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
      requireUnicode(rows[0]?.server_encoding ?? '');
      await client.query('select pg_advisory_lock($1)', [migrationLock]);
      const session = drizzlePostgres(client);
      await checkSchema(session, migrations());
      if (migrating) await migratePostgres(session, migrations());
    } finally {
      client.release(true);
    }
  } catch (error) {
    await pool.end();
    throw postgresFault(error);
  }
  return {
    database: database as unknown as Database,
    pglite: null,
    ping: async () => void (await database.execute(sql`select 1`)),
    close: () => pool.end(),
  };
};

/** Where a data folder keeps the in-process database. */
export const databaseFolder = (dataFolder: string): string => join(dataFolder, 'database');

/**
 * Creates an empty database in a folder next to its final one and renames it into place, so that a crash leaves nothing
 * half-made.
 */
const createDatabase = async (folder: string, InProcess: typeof PGlite): Promise<void> => {
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  // A ready-made empty database unpacks several times faster than initdb runs.
  const { dataDir } = await import('@electric-sql/pglite-prepopulatedfs');
  const fresh = await InProcess.create({ dataDir: unfinished, loadDataDir: await dataDir() });
  await fresh.close();
  await rename(unfinished, folder);
};

/**
 * Disables optimizing WebAssembly compilation. Optimizing all of Postgres costs V8 more than a short program, or the
 * first thousands of queries of a service, can gain.
 */
const compileSimply = (): void => setFlagsFromString('--liftoff-only');

/**
 * Opens the in-process database of a data folder, under an exclusive lock, and migrates it unless only a look is wanted. Throws `Failure` `data_folder_busy`,
 * `store_newer`, `store_changed`.
 */
export const openPglite = async (dataFolder: string, migrating = true): Promise<Store> => {
  const lock = await lockDataFolder(dataFolder);
  const opened: PGlite[] = [];
  try {
    compileSimply();
    const folder = databaseFolder(dataFolder);
    // Imported here, so that it is never loaded with a Postgres server.
    const { PGlite: InProcess } = await import('@electric-sql/pglite');
    const { drizzle: drizzlePglite } = await import('drizzle-orm/pglite');
    const { migrate: migratePglite } = await import('drizzle-orm/pglite/migrator');
    if (!existsSync(folder)) await createDatabase(folder, InProcess);
    const pglite = await InProcess.create(folder);
    opened.push(pglite);
    const database = drizzlePglite(pglite);
    await checkSchema(database, migrations());
    if (migrating) await migratePglite(database, migrations());
    return {
      database: database as unknown as Database,
      pglite,
      ping: async () => void (await pglite.query('select 1')),
      close: async () => {
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    for (const pglite of opened) await pglite.close();
    await lock.release();
    throw error;
  }
};
