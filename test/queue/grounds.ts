import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { QueueBackend } from '../../src/queue/backend.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { redisAvailable } from '../peers/redis.ts';
import { temporaryFolder } from '../peers/test-servers.ts';
import { newPostgres, newRedis, preparePglite } from '../shared/ask.ts';
import { openFolder, type Place } from './place.ts';

/** One kind of backend to run the suite on, with nothing in its queue. */
export type Ground = {
  readonly place: Place;
  backend(): QueueBackend;
  empty(): Promise<void>;
  /** Lets other processes in while `visit` runs: a PGlite folder belongs to one process at a time. */
  leaveTo(visit: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** Leaves nothing of a queue. */
export const dropSchema = 'DROP SCHEMA IF EXISTS bullmq CASCADE';

const redisGround = async (): Promise<Ground> => {
  const { url, flush } = await newRedis();
  const place = { kind: 'redis', url } as const;
  return { place, backend: () => place, empty: flush, leaveTo: (visit) => visit(), stop: async () => {} };
};

const postgresGround = async (): Promise<Ground> => {
  const url = await newPostgres('empty');
  const place = { kind: 'postgres', url } as const;
  const empty = async () => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(dropSchema);
    await client.end();
  };
  return { place, backend: () => place, empty, leaveTo: (visit) => visit(), stop: async () => {} };
};

const pgliteGround = async (): Promise<Ground> => {
  const folder = temporaryFolder('pglite');
  await preparePglite(folder);
  const place = { kind: 'pglite', folder: join(folder, 'database') } as const;
  let database = await openFolder(place.folder);
  return {
    place,
    backend: () => ({ kind: 'pglite', database }),
    async empty() {
      await database.exec(dropSchema);
    },
    async leaveTo(visit) {
      await database.close();
      try {
        await visit();
      } finally {
        database = await openFolder(place.folder);
      }
    },
    async stop() {
      await database.close().finally(() => rmSync(folder, { recursive: true, force: true }));
    },
  };
};

/** The grounds this machine offers. */
export const grounds = [
  { name: 'redis', present: redisAvailable, start: redisGround },
  { name: 'postgres', present: postgresAvailable, start: postgresGround },
  { name: 'pglite', present: () => true, start: pgliteGround },
].filter(({ present }) => present());
