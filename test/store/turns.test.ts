import { createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openPostgres } from '../../src/store/open-store.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres } from '../shared/ask.ts';

describe('a Postgres', () => {
  it.runIf(postgresAvailable()).concurrent('whose connections are all busy is waited for', async () => {
    const store = await openPostgres(await newPostgres(), () => {});
    const busy = Promise.all(
      Array.from({ length: 10 }, () => store.database.execute(sql`select pg_sleep(5.5)`)),
    );
    await expect(store.ping()).resolves.toBeUndefined();
    await busy;
    await store.close();
  });

  it.concurrent('that never answers is given up', async () => {
    const silent = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const from = performance.now();
    await expect(openPostgres(`postgres://a@127.0.0.1:${port}/a`, () => {})).rejects.toMatchObject({
      kind: 'store_down',
    });
    expect(performance.now() - from).toBeLessThan(25_000);
    silent.close();
  });
});
