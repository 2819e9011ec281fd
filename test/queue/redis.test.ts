import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/core/id.ts';
import type { Queue } from '../../src/core/queue.ts';
import { openQueue } from '../../src/queue/bull-queue.ts';
import { checkRedis } from '../../src/queue/redis-check.ts';
import { type RedisPeer, redisAvailable, startRedis } from '../peers/redis.ts';
import { freePort } from '../peers/test-servers.ts';
import { latch, limits, patience } from './pace.ts';

const onError = () => {};

describe.runIf(redisAvailable())('the queue when Redis has a bad day', () => {
  let redis: RedisPeer;
  let queue: Queue;

  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    await redis.flush();
    queue = await openQueue({ kind: 'redis', url: redis.url }, { lanes: ['render'], onError, limits });
  });
  afterEach(() => queue.close());
  afterAll(() => redis.stop());

  test('a crash refuses pushes while it lasts and loses nothing', async () => {
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
    await redis.kill();
    await vi.waitFor(
      () => expect(queue.push('render', later, 0)).rejects.toMatchObject({ kind: 'queue_down' }),
      patience,
    );
    await expect(queue.ping()).rejects.toMatchObject({ kind: 'queue_down' });
    await redis.restart();
    await vi.waitFor(() => queue.push('render', later, 0), patience);
    gate.open();
    await vi.waitFor(() => expect(started).toEqual(new Set([running, waiting, later])), patience);
    await vi.waitFor(async () => expect(await queue.knows([...started])).toEqual(new Set()), patience);
  });

  test('after a flush lost ids may come again and the worker goes on', async () => {
    const [lost, fresh] = [newId(), newId()];
    const gate = latch();
    const started: string[] = [];
    await queue.work(
      async (id) => {
        started.push(id);
        await gate.opened;
      },
      { render: 3 },
    );
    await queue.push('render', lost, 0);
    await vi.waitFor(() => expect(started).toEqual([lost]), patience);
    await redis.flush();
    expect(await queue.knows([lost])).toEqual(new Set());
    await queue.push('render', lost, 0);
    await queue.push('render', fresh, 0);
    await vi.waitFor(() => expect(started).toEqual([lost, lost, fresh]), patience);
    gate.open();
    await vi.waitFor(async () => expect(await queue.knows([lost, fresh])).toEqual(new Set()), patience);
  });

  test('closing ends although Redis is gone', async () => {
    await queue.work(async () => {}, { render: 1 });
    await redis.kill();
    await queue.close();
    await redis.restart();
  });

  test('opening is refused where no Redis listens', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    await expect(openQueue({ kind: 'redis', url }, { lanes: ['render'], onError })).rejects.toMatchObject({
      kind: 'queue_down',
    });
    await expect(checkRedis(url)).rejects.toMatchObject({ kind: 'queue_down' });
  });

  test('a Redis that evicts or forgets is told from a good one', async () => {
    expect(await checkRedis(redis.url)).toEqual([]);
    expect(await checkRedis(`${redis.url}/7`)).toEqual([]);
    await expect(checkRedis(`${redis.url}/99`)).rejects.toMatchObject({ kind: 'bad_setting' });
    const careless = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no']);
    try {
      expect(await checkRedis(careless.url)).toEqual(['evicts', 'forgets']);
    } finally {
      await careless.stop();
    }
  });
});
