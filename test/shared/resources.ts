import { createServer } from 'node:http';
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

/** A server of each kind for a whole run, started when a test first asks for it. */
export const startResources = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const redis = once((): Promise<RedisPeer> => startRedis(['--databases', '10000']));
  const postgres = once(async (): Promise<PostgresPeer> => {
    const server = await startPostgres(['fsync=off', 'max_connections=300']);
    const store = await openPostgres(await server.createDatabase(template), () => {});
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
