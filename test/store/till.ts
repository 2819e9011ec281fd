import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { JobRow } from '../../src/store/jobs.ts';
import { auditLedger, balanceOf } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/open-store.ts';
import { settleJob } from '../../src/store/settle.ts';
import { type SpendLimits, takeCredits } from '../../src/store/spend.ts';
import type { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { insertJob, jobRow, noLimits } from './rows.ts';

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** How many came through, and how many were refused for what. */
export const tally = (results: readonly PromiseSettledResult<unknown>[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const kind = result.status === 'fulfilled' ? 'held' : String(result.reason.kind ?? result.reason);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
};

type Asked = { owner?: string; community?: string | null; credits?: number; in?: Store };

/** Credits on a database for all tests of a file, emptied before each and audited after each. */
export const openTill = (open: (typeof databases)[number]['open']) => {
  let store: Store;
  let other: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, other, close } = await open());
  });
  beforeEach(() => emptyTables(store.database));
  afterEach(async () => {
    expect(await auditLedger(store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });
  afterAll(() => close());

  /** Adds a job and takes its credits in one transaction, as submitting does. */
  const ask = (more: Asked = {}, limits: Partial<SpendLimits> = {}): Promise<JobRow> => {
    const { owner = 'ana', community = null, credits = 3 } = more;
    return (more.in ?? store).database.transaction(async (transaction) => {
      const row = await insertJob(transaction, { ...jobRow(), owner, credits });
      if (row === null) throw new Error('not added');
      await takeCredits(transaction, { ...row, community }, { ...noLimits, ...limits });
      return row;
    });
  };

  return {
    get store() {
      return store;
    },
    get other() {
      return other;
    },
    ask,
    /** Fifty at once, from two processes. */
    askFifty: (more: (index: number) => Asked, limits: Partial<SpendLimits>) =>
      Promise.allSettled(
        range(50).map((index) => ask({ in: index % 2 ? other : store, ...more(index) }, limits)),
      ),
    settle: (job: JobRow, spent: number, on = store) => {
      const outcome = spent > 0 ? 'succeeded' : 'failed';
      const end = { outcome, spent, failure: null, delivered: 'posted', lease: null } as const;
      return settleJob(on.database, job, end);
    },
    balance: (owner = 'ana') => balanceOf(store.database, owner),
    /** What accounts were topped up by, in order. */
    refills: async () => {
      const query = sql`select owner, available::int from ledger where kind = 'refill' order by sequence`;
      return ((await store.database.execute(query)) as unknown as { rows: object[] }).rows;
    },
    /** Makes everything so far have happened on a day long ago. */
    letDaysPass: async (): Promise<void> => {
      await store.database.execute(sql`update accounts set refilled_on = '2001-05-15'`);
      await store.database.execute(sql`update ledger set created_at = '2001-05-15 12:00Z'`);
      await store.database.execute(
        sql`update spending set period = case length(period) when 7 then '2001-05' else '2001-05-15' end`,
      );
    },
  };
};
