import type { PGliteInterface } from '@electric-sql/pglite';
import { type BackendFactory, createPostgresBackend, createRedisBackend } from 'bullmq';
import { migratePglite, pglitePool } from './pglite-pool.ts';

/** Where the queue lives. An open PGlite stays its opener's to close. */
export type Backend =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly database: PGliteInterface };

const overRedis =
  (url: string): BackendFactory =>
  (name, options, role = {}) => {
    // A worker outlives any outage; whoever asks from outside wants a refusal at once.
    const patience =
      role.withBlockingConnection === true ? { maxRetriesPerRequest: null } : { enableOfflineQueue: false };
    const retryStrategy = (times: number) => Math.min(times * 100, 2_000);
    const connection = { url, keepAlive: 10_000, connectTimeout: 5_000, retryStrategy, ...patience };
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
      // Under an advisory lock, so processes that start together do not collide.
      migrate: role.withBlockingConnection !== true,
    };
    return createPostgresBackend(name, { ...options, connection }, role);
  };

/** Readies the backend's tables and tells BullMQ how to reach it. */
export const reach = async (backend: Backend): Promise<BackendFactory> => {
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
