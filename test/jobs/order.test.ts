import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { pressKey } from '../../src/core/action.ts';
import type { Engine } from '../../src/core/engine.ts';
import { newId } from '../../src/core/id.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { standUp } from './job-stand.ts';

const never = new AbortController().signal;

describe('jobs among others', () => {
  const stand = standUp();

  it('lets only one of many workers do a job', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana', { seed: 4_003 });
    await Promise.all(Array.from({ length: 10 }, () => runJob(stand.services, job.id, never)));
    expect(stand.delivered).toHaveLength(1);
    expect(stand.provider.made.get('seed-4003')).toBe(1);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });

  it('is pushed again by the sweeper when the queue has lost it', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    await stand.queue.clear();
    expect(await stand.queue.knows([job.id])).toEqual(new Set());
    await sweep(stand.services);
    expect(await stand.queue.knows([job.id])).toEqual(new Set([job.id]));
  });

  it('lets a newcomer go before someone who already has many waiting', async () => {
    await grantCredits(stand.store.database, 'hog', 100);
    await grantCredits(stand.store.database, 'ana', 100);
    for (let number = 0; number < 5; number++) await stand.ask('hog', { seed: 100 + number });
    const { job } = await stand.ask('ana', { seed: 200 });
    const status = await statusOf(stand.services, job);
    expect(status.queuePosition).toBe(2);
    const order: number[] = [];
    await stand.rebuild({
      platform: {
        ...stand.memory,
        deliver: async (_address, reply) => {
          order.push(reply.job?.seed ?? 0);
          return 'posted';
        },
      },
    });
    await stand.work(1);
    await vi.waitFor(() => expect(order).toHaveLength(6), { timeout: 100_000 });
    expect(order.slice(0, 2)).toEqual([100, 200]);
  });

  it('makes one job of fifty presses of a button, and another when it is pressed again later', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const key = pressKey('message', { command: 'reroll', id: newId() });
    const pressed = await Promise.all(Array.from({ length: 50 }, () => stand.ask('ana', {}, key)));
    const jobs = new Set(pressed.map(({ job }) => job.id));
    expect(jobs.size).toBe(1);
    for (const id of jobs) await runJob(stand.services, id, never);
    const again = await stand.ask('ana', {}, key);
    expect(again.repeated).toBe(false);
    expect(jobs).not.toContain(again.job.id);
  });

  it('shows on its card how far it is, at most every five seconds and never after its answer', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const told: string[] = [];
    await stand.rebuild({
      platform: {
        ...stand.memory,
        update: async (_address, status) => {
          await new Promise((resolve) => setTimeout(resolve, 300));
          told.push(status.state);
        },
        deliver: async () => {
          told.push('answer');
          return 'posted';
        },
      },
    });
    const { job } = await stand.ask('ana');
    await runJob(stand.services, job.id, never);
    expect(told).toEqual(['generating', 'answer']);
  });

  it('learns how long a job takes from the jobs before it', async () => {
    await grantCredits(stand.store.database, 'ana', 100);
    const real = stand.engine;
    const hour = 3_600;
    await stand.rebuild({
      // A model of its own: what was learned of others is remembered for some seconds.
      engine: {
        ...real,
        plan: (shot, model) => ({ ...real.plan(shot, model), model: 'patient', seconds: hour }),
      },
    });
    const secondsLeft = (status: { readyAt: number | null }) => ((status.readyAt ?? 0) - Date.now()) / 1_000;
    const { job } = await stand.ask('ana', { seed: 300 });
    expect(secondsLeft(await statusOf(stand.services, job))).toBeGreaterThan(hour - 60);
    await runJob(stand.services, job.id, never);
    const { job: next } = await stand.ask('ana', { seed: 301 });
    expect(secondsLeft(await statusOf(stand.services, next))).toBeLessThan(hour / 2);
  });

  it('gives its owner the takes that were finished when it is given up for the others', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const stopped: string[] = [];
    let checks = 0;
    const real = stand.engine;
    const half: Engine = {
      ...real,
      check: async () => {
        checks += 1;
        if (checks > 1) throw new Error('what nobody foresaw');
        return { state: 'ready' };
      },
      cancel: async ({ id }) => void stopped.push(id),
    };
    await stand.rebuild({ engine: half });
    const { job } = await stand.ask('ana', { takes: 2 });
    await runJob(stand.services, job.id, never).catch(() => {});
    await stand.store.database.execute(sql`update jobs set claims = 10 where id = ${job.id}`);
    await runJob(stand.services, job.id, never);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded' });
    expect(stand.delivered[0]?.clips).toHaveLength(1);
    expect(stopped).toHaveLength(1);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(7);
  });

  it('gives up a job that keeps killing its workers', async () => {
    await grantCredits(stand.store.database, 'ana', 10);
    const { job } = await stand.ask('ana');
    await stand.store.database.execute(sql`update jobs set claims = 10 where id = ${job.id}`);
    await runJob(stand.services, job.id, never);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'failed', failure: { kind: 'poison' } });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
  });
});
