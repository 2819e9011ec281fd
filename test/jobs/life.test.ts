import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { Failure } from '../../src/core/failure.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { standUp } from './job-stand.ts';

describe('the life of a job', () => {
  const stand = standUp('PGlite');

  it('goes from photo to a delivered clip, paid once', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.work();
    const { job } = await stand.ask('ana');
    await stand.done(job.id);
    const end = await stand.reload(job.id);
    expect(end).toMatchObject({ outcome: 'succeeded', failure: null, lease: null, fraction: 1 });
    expect(stand.delivered.map((reply) => [reply.text.key, reply.clips.length])).toEqual([['finished', 1]]);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(7);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('makes one job of the same request sent fifty times at once, and keeps one photo', async () => {
    const photos = () => readdir(join(stand.folder(), 'files/photos')).catch((): string[] => []);
    const before = (await photos()).length;
    await grantCredits(stand.store.database, 'ana', 100);
    const asked = await Promise.all(Array.from({ length: 50 }, () => stand.ask('ana', {}, 'chat:1')));
    expect(new Set(asked.map(({ job }) => job.id)).size).toBe(1);
    expect(asked.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(97);
    expect((await photos()).length - before).toBe(1);
  });

  it('refuses what cannot be paid, and keeps neither job nor photo', async () => {
    await grantCredits(stand.store.database, 'ana', 2);
    await expect(stand.ask('ana')).rejects.toMatchObject({
      kind: 'no_credits',
      facts: { needed: 3, left: 2 },
    });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(2);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('charges nothing when the model refuses, and says why', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const failing: Engine = {
      ...stand.engine,
      check: async () => ({ state: 'failed', failure: { kind: 'content_blocked', facts: {} } }),
    };
    await stand.rebuild({ engine: failing });
    await stand.work();
    const { job } = await stand.ask('ana');
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'content_blocked' },
    });
    expect(stand.delivered[0]?.text).toEqual({
      key: 'failed',
      values: { failure: 'content_blocked', facts: {}, credits: expect.any(Number) },
    });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
  });

  it('charges only for the takes that became clips', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const real = stand.engine;
    let checks = 0;
    const half: Engine = {
      ...real,
      check: async (operation, fence) => {
        checks += 1;
        return checks === 1
          ? { state: 'failed', failure: { kind: 'model_failed', facts: {} } }
          : real.check(operation, fence);
      },
    };
    await stand.rebuild({ engine: half });
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 2 });
    await stand.done(job.id);
    expect(stand.delivered[0]?.clips).toHaveLength(1);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(7);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('never starts a second prediction when the answer to the first was lost', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const real = stand.engine;
    let starts = 0;
    const lossy: Engine = {
      ...real,
      start: async (plan, context) => {
        starts += 1;
        await real.start(plan, context);
        throw new Failure('unknown_outcome');
      },
    };
    await stand.rebuild({ engine: lossy });
    await stand.work();
    const { job } = await stand.ask('ana', { seed: 4_001 });
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(starts).toBe(1);
    expect(stand.provider.made.get('seed-4001')).toBe(1);
  });

  it('tries again by itself when the provider was only busy', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const real = stand.engine;
    let starts = 0;
    const busy: Engine = {
      ...real,
      start: async (plan, context) => {
        starts += 1;
        if (starts < 3) throw new Failure('rate_limited');
        return real.start(plan, context);
      },
    };
    await stand.rebuild({ engine: busy });
    await stand.work();
    const { job } = await stand.ask('ana', { seed: 4_002 });
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(starts).toBe(3);
  });

  it('keeps the clip for its owner when it can be delivered nowhere', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    await stand.work();
    const { job } = await stand.ask('ana', { address: { platform: 'gone' } });
    await stand.done(job.id);
    const status = await statusOf(stand.services, await stand.reload(job.id));
    expect(status).toMatchObject({ outcome: 'succeeded', clips: [expect.any(String)] });
  });
});
