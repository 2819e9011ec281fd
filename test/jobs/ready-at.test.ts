import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Slots } from '../../src/jobs/slots.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { standUp } from './job-stand.ts';

describe('when a job is expected to be ready', () => {
  const stand = standUp();

  it.each([
    { concurrency: 1, turns: 5 },
    { concurrency: 2, turns: 3 },
    { concurrency: 4, turns: 2 },
  ])('behind four others, $concurrency at once, after $turns turns', async ({ concurrency, turns }) => {
    const owners = ['ana', 'ben', 'cy', 'dee', 'eve'];
    const ids: string[] = [];
    for (const owner of owners) {
      await grantCredits(stand.store.database, owner, 20);
      ids.push((await stand.ask(owner)).job.id);
    }
    const last = await stand.reload(ids.at(-1) ?? '');
    const before = Date.now();
    const { readyAt, queuePosition } = await statusOf({ ...stand.services, remoteJobs: concurrency }, last);
    expect(queuePosition).toBe(5);
    const seconds = ((readyAt ?? 0) - before) / 1_000;
    expect(seconds / last.expectedSeconds).toBeGreaterThanOrEqual(turns - 0.01);
    expect(seconds / last.expectedSeconds).toBeLessThan(turns + 0.5);
  });

  it('is learned without the time that a clip waited for a slot', async () => {
    const { slots, store } = stand.services;
    const waits: Slots['run'] = async (errand, rank, signal, task) => {
      if (errand === 'remote-result') await wait(700);
      return slots.run(errand, rank, signal, task);
    };
    await grantCredits(store.database, 'ana', 20);
    const { id } = (await stand.ask('ana')).job;
    await runJob({ ...stand.services, slots: { ...slots, run: waits } }, id, new AbortController().signal);
    const [row] = await rowsOf<{ took: number; seconds: number }>(
      store.database,
      sql`select clips.took, attempts.seconds from clips join attempts on attempts.job = clips.job
        where clips.job = ${id}`,
    );
    expect((row?.took ?? 0) - (row?.seconds ?? 0)).toBeGreaterThan(0.6);
  });
});
