import { describe, expect, it } from 'vitest';
import { statusOf } from '../../src/jobs/status.ts';
import { grantCredits } from '../../src/store/ledger.ts';
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
    const { readyAt, place } = await statusOf({ ...stand.services, remoteJobs: concurrency }, last);
    expect(place).toBe(5);
    const seconds = ((readyAt ?? 0) - before) / 1_000;
    expect(seconds / last.expectedSeconds).toBeGreaterThanOrEqual(turns - 0.01);
    expect(seconds / last.expectedSeconds).toBeLessThan(turns + 0.5);
  });
});
