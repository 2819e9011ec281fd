import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { cancel } from '../../src/jobs/cancel-job.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { openAttempts } from '../../src/store/attempts.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { listTakes } from '../../src/store/takes.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;
const balanced = { drift: 0, accounts: 0, orphans: 0 };

describe('a cancelled job', () => {
  const stand = standUp();

  it('cancels a waiting job at once and gives the credits back', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    expect(await balanceOf(stand.store.database, 'ana')).toBe(7);
    expect(await cancel(stand.services, job)).toBe('ended');
    expect(await stand.reload(job.id)).toMatchObject({ state: 'done', outcome: 'cancelled' });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
    expect(await cancel(stand.services, await stand.reload(job.id))).toBe('too_late');
    await runJob(stand.services, job.id, never);
    expect(stand.delivered).toEqual([]);
  });

  it('stops a running job when its owner cancels, and tells the provider', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const told: string[] = [];
    const slow: Engine = {
      ...stand.engine,
      check: async () => ({ state: 'running', fraction: 0.25 }),
      cancel: async ({ id }) => void told.push(id),
    };
    await stand.rebuild({ engine: slow });
    await stand.work();
    const { job } = await stand.ask('ana');
    await vi.waitFor(async () => expect((await stand.reload(job.id)).fraction).toBe(0.25), {
      timeout: 100_000,
    });
    expect(await cancel(stand.services, await stand.reload(job.id))).toBe('stopping');
    await stand.done(job.id);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'cancelled' });
    expect(told).toHaveLength(1);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
    expect(stand.delivered).toEqual([]);
  });

  it('charges a cancelled job for the takes its owner keeps, and no more', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { engine } = stand;
    const told: string[] = [];
    let ready = 1;
    const slow: Engine = {
      ...engine,
      check: async () => {
        ready -= 1;
        return ready >= 0 ? { state: 'ready' } : { state: 'running', fraction: 0.1 };
      },
      cancel: async ({ id }) => void told.push(id),
    };
    await stand.rebuild({ engine: slow });
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 2 });
    const kept = async () =>
      (await listTakes(stand.store.database, job.id)).filter(({ clip }) => clip !== null);
    // One take is kept, and the other is at work.
    await vi.waitFor(
      async () => {
        expect(await kept()).toHaveLength(1);
        expect((await stand.reload(job.id)).fraction).toBeGreaterThan(0.5);
      },
      { timeout: 100_000 },
    );
    await cancel(stand.services, await stand.reload(job.id));
    await stand.done(job.id);
    expect(await kept()).toHaveLength(1);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(7);
    expect(told).toHaveLength(1);
    expect(await auditLedger(stand.store.database)).toEqual(balanced);
  });

  it('begins none of its other takes any more', async () => {
    await grantCredits(stand.store.database, 'ana', 20);
    let started = 0;
    const slow: Engine = {
      ...stand.engine,
      parallel: 1,
      start: async (plan, context) => {
        started += 1;
        return stand.engine.start(plan, context);
      },
      check: async () => ({ state: 'running', fraction: 0.25 }),
    };
    await stand.rebuild({ engine: slow });
    await stand.work();
    const { job } = await stand.ask('ana', { takes: 3 });
    await vi.waitFor(() => expect(started).toBe(1), { timeout: 100_000 });
    await cancel(stand.services, await stand.reload(job.id));
    await stand.done(job.id);
    expect(started).toBe(1);
    expect(await openAttempts(stand.store.database, job.id)).toHaveLength(1);
  });

  it('is cancelled, not delivered, when its owner says so just before it would be', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { engine } = stand;
    let id = '';
    const prompt: Engine = {
      ...engine,
      collect: async (operation, context) => {
        await engine.collect(operation, context);
        await cancel(stand.services, await stand.reload(id));
      },
    };
    await stand.rebuild({ engine: prompt });
    const { job } = await stand.ask('ana');
    ({ id } = job);
    await runJob(stand.services, id, never).catch(() => {});
    expect(await stand.reload(id)).toMatchObject({ outcome: 'cancelled' });
    expect(stand.delivered).toEqual([]);
  });

  it('stops what it had begun elsewhere when it is cancelled between two workers', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const told: string[] = [];
    const { engine } = stand;
    const handedBack: Engine = {
      ...engine,
      check: async () => {
        throw new Error('handed back');
      },
      cancel: async ({ id }) => void told.push(id),
    };
    await stand.rebuild({ engine: handedBack });
    const { job } = await stand.ask('ana');
    await runJob(stand.services, job.id, never).catch(() => {});
    expect(await cancel(stand.services, await stand.reload(job.id))).toBe('ended');
    expect(told).toHaveLength(1);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
  });
});
