import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { claimJob } from '../../src/store/claims.ts';
import { settleJob } from '../../src/store/settle.ts';
import { emptyTables } from '../store/empty.ts';
import { insertJob, jobRow } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

const [many, singles, fair] = [40, 10, 2];
const patience = { timeout: 60_000, interval: 2 };

/** Who asks when, and how many jobs end after each time somebody has asked. */
const days = fc
  .record({
    lane: fc.constantFrom('render', 'far'),
    width: fc.constantFrom(1, 2),
    askers: fc.shuffledSubarray(
      [
        ...Array.from({ length: many }, () => 'hog'),
        ...Array.from({ length: singles }, (_, i) => `single-${i}`),
      ],
      { minLength: many + singles },
    ),
    ends: fc.array(fc.nat({ max: 2 }), { minLength: many + singles, maxLength: many + singles }),
  })
  .map(({ askers, ends, ...day }) => ({
    ...day,
    steps: askers.map((owner, at) => ({ owner, ends: ends[at] ?? 0 })),
  }));

describe('one owner with forty jobs and ten with one each', () => {
  const stand = standUp();

  it('whenever they ask, in either lane, nobody with one job waits for more than two of the forty', async () => {
    await fc.assert(
      fc.asyncProperty(days, async ({ lane, width, steps }) => {
        await stand.queue.clear();
        await emptyTables(stand.store.database);
        const { database } = stand.store;
        const running = new Map<string, { readonly owner: string; end(): void }>();
        const owners = new Map<string, string>();
        const waited = new Map<string, number>();
        let left = 0;
        const worker = await stand.queue.work(
          async (id) => {
            const row = await claimJob(database, id, id);
            if (row === null) throw new Error('claimed twice');
            await new Promise<void>((end) => running.set(id, { owner: row.owner, end }));
            await settleJob(database, row, {
              outcome: 'succeeded',
              failure: null,
              spent: 0,
              delivered: null,
              lease: id,
            });
            left -= 1;
          },
          { [lane]: width },
        );
        const settled = (): Promise<void> =>
          vi.waitFor(() => expect(running.size).toBe(Math.min(width, left)), patience);
        const end = async (): Promise<void> => {
          const [first] = running;
          if (first === undefined) return;
          const [id, { owner, end: finish }] = first;
          const before = left;
          running.delete(id);
          finish();
          await vi.waitFor(() => expect(left).toBe(before - 1), patience);
          if (owner === 'hog')
            for (const [job, other] of owners)
              if (other !== 'hog' && !running.has(job)) waited.set(job, (waited.get(job) ?? 0) + 1);
          owners.delete(id);
          await settled();
        };
        for (const { owner, ends } of steps) {
          const job = await insertJob(database, { ...jobRow(), owner });
          if (job === null) throw new Error('not added');
          left += 1;
          owners.set(job.id, owner);
          await stand.queue.push(lane, job.id, job.priority);
          await settled();
          for (let ended = 0; ended < ends; ended += 1) await end();
        }
        while (left > 0) await end();
        await worker.stop();
        expect(Math.max(0, ...waited.values())).toBeLessThanOrEqual(fair);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 120_000);
});
