import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../../../adapters/web/server.ts';
import type { Engine, Operation } from '../../../src/core/engine.ts';
import { newId } from '../../../src/core/id.ts';
import type { WebhookRequest } from '../../../src/core/webhook.ts';
import {
  createReplicateEngine,
  type ReplicateEngine,
} from '../../../src/engines/replicate/replicate-engine.ts';
import { unfenced } from '../../peers/fence.ts';
import type { Fault } from '../../peers/replicate/faults.ts';
import { plainPlanning, planFor } from './planning.ts';
import { never, openStand, type Stand } from './replicate-stand.ts';

const photos = ['test/fixtures/photos/cat-chelsea.jpg'];

/** Asks as the job core does, only with pauses too long to wait out, and counts how often a take ended. */
const follow = async (engine: Engine, operation: Operation): Promise<{ checks: number }> => {
  for (let checks = 1; ; checks += 1) {
    if ((await engine.check(operation, unfenced)).state !== 'running') return { checks };
    await engine.waitForUpdate(operation, 20_000, never);
  }
};

describe('news of a take', () => {
  let stand: Stand;
  let engine: ReplicateEngine;
  let knocks: WebhookRequest[];
  let statuses: number[];
  let closeServer: () => Promise<void>;

  beforeEach(async () => {
    knocks = [];
    statuses = [];
    stand = await openStand({ run: 300, backoff: 20 });
    const receive = async (webhookRequest: WebhookRequest): Promise<number> => {
      knocks.push(webhookRequest);
      const status = await engine.receive(webhookRequest);
      statuses.push(status);
      return status;
    };
    const server = await openServer({
      host: '127.0.0.1',
      port: 0,
      needs: [],
      hooks: [{ path: '/webhooks/replicate', receive }],
    });
    closeServer = server.close;
    engine = createReplicateEngine({ ...stand.settings, publicUrl: server.url }, plainPlanning);
  });
  afterEach(async () => {
    await closeServer();
    await stand.close();
  });

  const start = (fault: Fault = {}, idempotencyKey = newId()): Promise<Operation> => {
    stand.peer.rule({ create: () => fault });
    return engine.start(planFor({}), { idempotencyKey, photos, signal: never, fence: unfenced });
  };

  it('comes by webhook, so that nobody waits longer than the model takes', async () => {
    const idempotencyKey = newId();
    const operation = await start({}, idempotencyKey);
    const begun = performance.now();
    const { checks } = await follow(engine, operation);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(checks).toBeLessThanOrEqual(3);
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect(stand.peer.made()).toEqual(new Map([[idempotencyKey, 1]]));
  });

  it.each(['duplicated', 'reordered'] as const)('may come %s', async (webhooks) => {
    const { checks } = await follow(engine, await start({ webhooks }));
    expect(checks).toBeLessThanOrEqual(4);
  });

  it.each(['forged', 'stale', 'never'] as const)('wakes nobody when it is %s', async (webhooks) => {
    const operation = await start({ webhooks });
    await engine.check(operation, unfenced);
    const begun = performance.now();
    await engine.waitForUpdate(operation, 700, never);
    expect(performance.now() - begun).toBeGreaterThan(650);
    expect(statuses.every((status) => status === 401)).toBe(true);
    expect(await engine.check(operation, unfenced)).toEqual({ state: 'ready' });
  });

  it('that is false is not believed, though it is signed', async () => {
    const real = await start({ stuck: 'processing' });
    const fake = JSON.stringify({
      id: real.id,
      status: 'succeeded',
      output: 'https://evil.example/clip.mp4',
    });
    const moment = Math.floor(Date.now() / 1_000);
    const key = Buffer.from(stand.peer.secret.slice(6), 'base64');
    const signature = createHmac('sha256', key).update(`fake.${moment}.${fake}`).digest('base64');
    const headers = {
      'webhook-id': 'fake',
      'webhook-timestamp': `${moment}`,
      'webhook-signature': `v1,${signature}`,
    };
    const query = new URLSearchParams();
    expect(await engine.receive({ body: Buffer.from(fake), headers, query })).toBe(200);
    expect(await engine.check(real, unfenced)).toMatchObject({ state: 'running' });
  });

  it('that comes 200 times, shuffled and twice, ends a take once', async () => {
    const operations = await Promise.all(Array.from({ length: 50 }, () => start()));
    const followed = operations.map((operation) => follow(engine, operation));
    while (knocks.length < 100) await wait(10);
    const all = [...knocks, ...knocks].sort(() => Math.random() - 0.5);
    expect(all).toHaveLength(200);
    const before = stand.peer.counts().gets;
    expect(await Promise.all(all.map((webhookRequest) => engine.receive(webhookRequest)))).toEqual(
      all.map(() => 200),
    );
    const ends = await Promise.all(followed);
    await wait(50);
    expect(ends).toHaveLength(50);
    for (const { checks } of ends) expect(checks).toBeLessThanOrEqual(4);
    // Played again they wake nobody, so nobody asks.
    expect(stand.peer.counts().gets - before).toBeLessThanOrEqual(50);
    expect(stand.peer.counts()).toMatchObject({ posts: 50, created: 50 });
  });
});
