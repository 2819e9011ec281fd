import { createServer } from 'node:http';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { openPostgres } from '../../src/store/open-store.ts';
import { listen } from '../peers/listen.ts';
import { type PostgresPeer, startPostgres } from '../peers/postgres.ts';
import { type RedisPeer, startRedis } from '../peers/redis.ts';
import { pgliteTemplate } from './pglite-template.ts';

const once = <Value>(make: () => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return { get: () => (made ??= make()), started: () => made };
};

const template = 'migrated';

// Nothing here must outlive the run.
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'jit=off',
  'max_connections=300',
];

/** A server of each kind for a whole run, started when a test first asks for it. */
export const startResources = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const redis = once((): Promise<RedisPeer> => startRedis(['--databases', '10000']));
  const postgres = once(async (): Promise<PostgresPeer> => {
    const server = await startPostgres([...settings]);
    const url = await server.createDatabase(template);
    const store = await openPostgres(url, () => {});
    const queue = await openQueue({ kind: 'postgres', url }, { lanes: ['render'], onError: () => {} });
    await queue.close();
    await store.close();
    return server;
  });
  const pglite = once(pgliteTemplate);
  let count = 0;
  const give: Readonly<Record<string, () => Promise<string>>> = {
    '/postgres/empty': async () => (await postgres.get()).createDatabase(`test-${++count}`),
    '/postgres/migrated': async () => (await postgres.get()).createDatabase(`test-${++count}`, template),
    '/redis': async () => `${(await redis.get()).url}/${++count}`,
    '/pglite': pglite.get,
  };
  const server = createServer((request, answer) => {
    const work = give[request.url ?? '']?.() ?? Promise.reject(new Error(`nothing at ${request.url}`));
    work.then(
      (text) => answer.end(text),
      (error: unknown) => answer.writeHead(500).end(`${error}`),
    );
  });
  const { url, close } = await listen(server);
  return {
    url,
    close: async () => {
      await close();
      await Promise.all([redis.started(), postgres.started()].map(async (one) => (await one)?.stop()));
    },
  };
};
