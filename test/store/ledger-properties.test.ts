import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobRow } from '../../src/store/jobs.ts';
import { auditLedger, grantCredits } from '../../src/store/ledger.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { openTill } from './till.ts';

const owners = fc.constantFrom('ana', 'ben');
const steps = fc.oneof(
  fc.record({ kind: fc.constant('grant' as const), owner: owners, credits: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('ask' as const), owner: owners, credits: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ kind: fc.constant('settle' as const), job: fc.nat(9), share: fc.constantFrom(0, 0.5, 1) }),
);

describe.each(databases)('credits on $name', ({ open }) => {
  const till = openTill(open);

  it('add up after anything that people can do, and nobody ever owes', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(steps, { maxLength: 10 }), async (story) => {
          const jobs: JobRow[] = [];
          const expected: Record<string, number> = { ana: 0, ben: 0 };
          for (const step of story) {
            if (step.kind === 'grant') {
              await grantCredits(till.store.database, step.owner, step.credits);
              expected[step.owner] = (expected[step.owner] ?? 0) + step.credits;
            } else if (step.kind === 'ask') {
              const affordable = (expected[step.owner] ?? 0) >= step.credits;
              const asking = till.ask({ owner: step.owner, credits: step.credits });
              if (!affordable) {
                await expect(asking).rejects.toMatchObject({ kind: 'no_credits' });
                continue;
              }
              jobs.push(await asking);
              expected[step.owner] = (expected[step.owner] ?? 0) - step.credits;
            } else {
              const [job] = jobs.splice(step.job % Math.max(1, jobs.length), 1);
              if (job === undefined) continue;
              const spent = Math.round(job.credits * step.share);
              await till.settle(job, spent);
              // A second worker settles the same job again, and nothing changes.
              await till.settle(job, job.credits).catch(() => {});
              expected[job.owner] = (expected[job.owner] ?? 0) + job.credits - spent;
            }
            expect(await till.balance('ana')).toBe(expected['ana']);
            expect(await till.balance('ben')).toBe(expected['ben']);
          }
          expect(await auditLedger(till.store.database)).toMatchObject({ drift: 0, accounts: 0 });
        })
        .afterEach(() => emptyTables(till.store.database)),
      { numRuns: 15 },
    );
  });
});
