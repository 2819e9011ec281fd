import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';

const onError = (error: Error) => console.error(error);

test("the queue and the application's transactions share one PGlite without mixing", async () => {
  const database = await PGlite.create();
  // The same name as one of BullMQ's own tables.
  await database.exec('CREATE TABLE job (note text)');
  const rolledBack = async (meanwhile: () => void) => {
    await database.transaction(async (transaction) => {
      meanwhile();
      await transaction.query("INSERT INTO job VALUES ('application')");
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
  expect((await database.query('SELECT note FROM job')).rows).toEqual([]);
  await database.close();
});
