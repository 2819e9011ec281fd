import { EventEmitter } from 'node:events';
import type { PGliteInterface } from '@electric-sql/pglite';
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type PgPool,
  type PgPoolClient,
  type PgQueryResult,
  runMigrations,
} from 'bullmq';

/** Where the queue is stored. An open PGlite must be closed by its opener. */
export type QueueBackend =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly database: PGliteInterface };

const overRedis =
  (url: string): BackendFactory =>
  (name, options, role = {}) => {
    // A worker survives any outage; other callers want an error at once.
    const retries =
      role.withBlockingConnection === true ? { maxRetriesPerRequest: null } : { enableOfflineQueue: false };
    const retryStrategy = (times: number) => Math.min(times * 100, 2_000);
    const connection = { url, keepAlive: 10_000, connectTimeout: 5_000, retryStrategy, ...retries };
    return createRedisBackend(name, { ...options, connection }, role);
  };

const overPostgres =
  (url: string): BackendFactory =>
  (name, options, role = {}) => {
    const connection = {
      connectionString: url,
      max: 4,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
      // Runs under an advisory lock, so that processes that start together don't collide.
      migrate: role.withBlockingConnection !== true,
    };
    return createPostgresBackend(name, { ...options, connection }, role);
  };

/** Prepares the backend's tables and returns how BullMQ connects to it. */
export const reach = async (backend: QueueBackend): Promise<BackendFactory> => {
  switch (backend.kind) {
    case 'redis':
      return overRedis(backend.url);
    case 'postgres':
      return overPostgres(backend.url);
    case 'pglite': {
      await migratePglite(backend.database);
      return (name, options, role) =>
        createPostgresBackend(name, { ...options, connection: pglitePool(backend.database) }, role);
    }
  }
};

const schema = 'bullmq';

class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly database: PGliteInterface;
  private unlisten: (() => Promise<void>) | null = null;

  constructor(database: PGliteInterface) {
    super();
    this.database = database;
  }

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<PgQueryResult<Row>> {
    const [, channel] = /^LISTEN (\w+)/m.exec(text) ?? [];
    if (channel !== undefined) return this.listen(channel);
    return this.database.query<Row>(text, [...parameters]);
  }

  release(): void {
    this.unlisten?.().catch(() => undefined);
  }

  private async listen(channel: string): Promise<{ rows: [] }> {
    this.unlisten = await this.database.listen(channel, (payload) => {
      this.emit('notification', { channel, payload });
    });
    return { rows: [] };
  }
}

class PglitePool extends PgliteClient implements PgPool {
  async connect(): Promise<PgPoolClient> {
    return new PgliteClient(this.database);
  }

  async end(): Promise<void> {}
}

/** Wraps an open PGlite as a `pg.Pool`, as far as BullMQ uses one. Ending it leaves the database open. */
const pglitePool = (database: PGliteInterface): PgPool => new PglitePool(database);

/**
 * Migrates BullMQ's own schema in one transaction that no other query can enter. All share one session, so its tables
 * are found after ours, and no name may exist in both.
 */
export const migratePglite = async (database: PGliteInterface): Promise<void> => {
  await database.transaction((transaction) => {
    const query = async <Row>(text: string, parameters?: readonly unknown[]): Promise<{ rows: Row[] }> => {
      if (/^(BEGIN|COMMIT|ROLLBACK)$/.test(text)) return { rows: [] };
      if (parameters !== undefined) return transaction.query<Row>(text, [...parameters]);
      const results = await transaction.exec(text);
      return { rows: (results.at(-1)?.rows ?? []) as Row[] };
    };
    return runMigrations({ query }, schema);
  });
  await database.exec(`SET search_path TO public, ${schema}`);
};
