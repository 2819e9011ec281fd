import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { migratePglite } from '../../src/queue/backend.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { openPglite } from '../../src/store/open-store.ts';
import { preparePglite } from '../shared/ask.ts';
import { dropSchema } from './grounds.ts';
import { openFolder } from './place.ts';

const onError = (error: Error) => console.error(error);

test("the queue and the application's transactions share one PGlite without mixing", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-shared-'));
  await preparePglite(folder);
  const database = await openFolder(join(folder, 'database'));
  await database.exec(dropSchema);
  await database.exec('CREATE TABLE notes (note text)');
  const rolledBack = async (meanwhile: () => void) => {
    await database.transaction(async (transaction) => {
      meanwhile();
      await transaction.query("INSERT INTO notes VALUES ('application')");
      await transaction.rollback();
    });
  };

  const opening: ReturnType<typeof openQueue>[] = [];
  await rolledBack(() =>
    opening.push(openQueue({ kind: 'pglite', database }, { lanes: ['render'], onError })),
  );
  const [queue] = await Promise.all(opening);

  const id = newId();
  const pushing: (Promise<void> | undefined)[] = [];
  await rolledBack(() => pushing.push(queue?.push('render', id, 0)));
  await Promise.all(pushing);
  expect(await queue?.knows([id])).toEqual(new Set([id]));

  await queue?.close();
  expect((await database.query('SELECT note FROM notes')).rows).toEqual([]);
  await database.close();
  await rm(folder, { recursive: true });
});

test("no table of the application has the name of one of the queue's", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-names-'));
  await preparePglite(folder);
  const store = await openPglite(folder);
  try {
    if (store.pglite === null) throw new Error('no database in the process');
    await migratePglite(store.pglite);
    const both = await store.pglite.query(
      "select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname in ('public', 'bullmq') group by 1 having count(*) > 1",
    );
    expect(both.rows).toEqual([]);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
});
