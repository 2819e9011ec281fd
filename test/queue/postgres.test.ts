import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { type PostgresPeer, postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { latch, limits, patience } from './pace.ts';

const onError = () => {};

describe.runIf(postgresAvailable())('the queue when Postgres has a bad day', () => {
  let postgres: PostgresPeer;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  test('processes that open a new database together do not collide', async () => {
    const url = await postgres.createDatabase('together');
    const opening = Array.from({ length: 4 }, () =>
      openQueue({ kind: 'postgres', url }, { lanes: ['render'], onError }),
    );
    for (const queue of await Promise.all(opening)) await queue.close();
  });

  test('a crash loses nothing, and once it is gone for good pushes are refused', async () => {
    const queue = await openQueue(
      { kind: 'postgres', url: postgres.url },
      { lanes: ['render'], onError, limits },
    );
    const [running, waiting, later] = [newId(), newId(), newId()];
    const gate = latch();
    const started = new Set<string>();
    await queue.work(
      async (id) => {
        started.add(id);
        await gate.opened;
      },
      { render: 1 },
    );
    await queue.push('render', running, 0);
    await queue.push('render', waiting, 0);
    await vi.waitFor(() => expect([...started]).toEqual([running]), patience);
    await postgres.restart();
    await vi.waitFor(() => queue.push('render', later, 0), patience);
    gate.open();
    await vi.waitFor(() => expect(started).toEqual(new Set([running, waiting, later])), patience);
    await vi.waitFor(async () => expect(await queue.knows([...started])).toEqual(new Set()), patience);
    await postgres.stop();
    await expect(queue.push('render', newId(), 0)).rejects.toMatchObject({ kind: 'queue_down' });
    await expect(queue.ping()).rejects.toMatchObject({ kind: 'queue_down' });
    const opening = openQueue({ kind: 'postgres', url: postgres.url }, { lanes: ['render'], onError });
    await expect(opening).rejects.toMatchObject({ kind: 'queue_down' });
    await queue.close();
  });
});
