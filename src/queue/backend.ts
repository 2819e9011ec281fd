import type { PGliteInterface } from '@electric-sql/pglite';
import { type BackendFactory, createPostgresBackend, createRedisBackend } from 'bullmq';
import { migratePglite, pglitePool } from './pglite-pool.ts';

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
