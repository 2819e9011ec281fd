import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertJob, type JobRow } from '../../src/store/jobs.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/open.ts';
import { settleJob } from '../../src/store/settle.ts';
import { type Limits, poolOf, refill, spentSoFar, takeCredits, turnSpending } from '../../src/store/spend.ts';
import { databases } from './databases.ts';
import { emptyTables } from './empty.ts';
import { jobRow, noLimits } from './rows.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** How many came through, and how many were refused for what. */
const tally = (results: readonly PromiseSettledResult<unknown>[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const kind = result.status === 'fulfilled' ? 'held' : String(result.reason.kind ?? result.reason);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
};

describe.each(databases)('credits on $name', ({ open }) => {
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
  const ask = (
    more: { owner?: string; community?: string | null; credits?: number; in?: Store } = {},
    limits: Partial<Limits> = {},
  ): Promise<JobRow> => {
    const { owner = 'ana', community = null, credits = 3 } = more;
    return (more.in ?? store).database.transaction(async (transaction) => {
      const row = await insertJob(transaction, { ...jobRow(), owner, credits });
      if (row === null) throw new Error('not added');
      await takeCredits(transaction, { ...row, community }, { ...noLimits, ...limits });
      return row;
    });
  };

  /** Fifty at once, from two processes. */
  const askFifty = async (more: (index: number) => Parameters<typeof ask>[0], limits: Partial<Limits>) => {
    const asked = range(50).map((index) => ask({ in: index % 2 ? other : store, ...more(index) }, limits));
    return Promise.allSettled(asked);
  };
  const settle = (job: JobRow, spent: number, on = store) => {
    const outcome = spent > 0 ? 'succeeded' : 'failed';
    return settleJob(on.database, job, { outcome, spent, failure: null, delivered: 'posted', lease: null });
  };
  const balance = (owner = 'ana') => balanceOf(store.database, owner);
  const pool = () => balance(poolOf('home'));
  const entries = async (kind: string) => {
    const query = sql`select owner, available::int from ledger where kind = ${kind} order by sequence`;
    return ((await store.database.execute(query)) as unknown as { rows: object[] }).rows;
  };

  /** Makes everything so far have happened on a day long ago. */
  const letDaysPass = async (): Promise<void> => {
    await store.database.execute(sql`update accounts set refilled_on = '2001-05-15'`);
    await store.database.execute(sql`update ledger set created_at = '2001-05-15 12:00Z'`);
    await store.database.execute(
      sql`update spending set period = case length(period) when 7 then '2001-05' else '2001-05-15' end`,
    );
  };

  it('are held, captured and released so that the books always balance', async () => {
    await grantCredits(store.database, 'ana', 10);
    const [whole, part] = [await ask({ credits: 4 }), await ask({ credits: 4 })];
    expect(await balance()).toBe(2);
    await expect(ask()).rejects.toMatchObject({ kind: 'no_credits', facts: { needed: 3, left: 2 } });
    expect(await settle(whole, 0)).toBe(true);
    expect(await settle(part, 1)).toBe(true);
    expect(await settle(part, 1)).toBe(false);
    expect(await balance()).toBe(9);
    expect(await spentSoFar(store.database)).toEqual({ month: 1, day: 1 });
  });

  it('pay out no more than there is, however many ask at once', async () => {
    await grantCredits(store.database, 'ana', 10);
    expect(tally(await askFifty(() => ({}), {}))).toEqual({ held: 3, no_credits: 47 });
    expect(await balance()).toBe(1);
  });

  it('are there for a newcomer, once, however many ask at once', async () => {
    expect(tally(await askFifty(() => ({}), { daily: 100 }))).toEqual({ held: 33, no_credits: 17 });
    expect(await balance()).toBe(1);
    expect(await entries('refill')).toEqual([{ owner: 'ana', available: 100 }]);
  });

  it('are topped up to the daily amount, not by it, once a new day has begun', async () => {
    await ask({ credits: 30 }, { daily: 100 });
    await ask({ credits: 30 }, { daily: 100 });
    expect(await balance()).toBe(40);
    await letDaysPass();
    expect(tally(await askFifty(() => ({}), { daily: 100 }))).toEqual({ held: 33, no_credits: 17 });
    expect(await entries('refill')).toEqual([
      { owner: 'ana', available: 100 },
      { owner: 'ana', available: 60 },
    ]);
  });

  it('are never taken away above the daily amount', async () => {
    await grantCredits(store.database, 'ana', 250);
    await ask({}, { daily: 100 });
    await letDaysPass();
    await refill(store.database, 'ana', 100);
    expect(await balance()).toBe(247);
    expect(await entries('refill')).toEqual([]);
  });

  it('that come back on another day than they were held are there besides the topping up', async () => {
    const job = await ask({ credits: 30 }, { daily: 100 });
    await letDaysPass();
    await refill(store.database, 'ana', 100);
    await settle(job, 0);
    expect(await balance()).toBe(130);
    expect(await spentSoFar(store.database)).toEqual({ month: 0, day: 0 });
  });

  it('of a refused job leave no trace, nor the topping up that came before', async () => {
    await expect(ask({ credits: 101 }, { daily: 100 })).rejects.toMatchObject({ kind: 'no_credits' });
    expect(await balance()).toBe(0);
    expect(await entries('refill')).toEqual([]);
  });

  describe('of a community', () => {
    const limits = { daily: 10, communityDaily: 20 };

    it('limit all its members together, and each member too', async () => {
      const crowd = await askFifty((index) => ({ owner: `member-${index}`, community: 'home' }), limits);
      expect(tally(crowd)).toEqual({ held: 6, no_community_credits: 44 });
      expect(await pool()).toBe(2);
      const one = await askFifty(() => ({ owner: 'hog', community: 'elsewhere' }), limits);
      expect(tally(one)).toEqual({ held: 3, no_credits: 47 });
      expect(await balance(poolOf('elsewhere'))).toBe(11);
      await expect(ask({ owner: 'hog', credits: 1 }, limits)).resolves.toMatchObject({ owner: 'hog' });
    });

    it.each([
      ['are given back with a job that failed', 0, 20],
      ['are captured in part with a job of which a part was made', 2, 18],
      ['are captured with a job that was delivered', 6, 14],
    ])('%s', async (_sentence, spent, left) => {
      const job = await ask({ community: 'home', credits: 6 }, limits);
      expect([await balance(), await pool()]).toEqual([4, 14]);
      await settle(job, spent);
      expect([await balance(), await pool()]).toEqual([10 - spent, left]);
      expect(await spentSoFar(store.database)).toEqual({ month: spent, day: spent });
    });

    it('are topped up on a new day, and left alone where none are wanted', async () => {
      await ask({ community: 'home', credits: 6 }, limits);
      await letDaysPass();
      await ask({ community: 'home', credits: 1 }, limits);
      expect(await pool()).toBe(19);
      await ask({ community: 'home', credits: 1 }, { daily: 10 });
      expect(await pool()).toBe(19);
    });
  });

  describe('of everybody', () => {
    const everybody = (index: number) => ({ owner: `owner-${index}` });

    it.each([
      ['day', { budgetDaily: 10 }],
      ['month', { budgetMonthly: 10 }],
      ['day', { budgetDaily: 10, budgetMonthly: 100 }],
      ['month', { budgetDaily: 100, budgetMonthly: 10 }],
    ])('never exceed the budget of the %s: %j', async (period, budget) => {
      const results = await askFifty(everybody, { daily: 100, ...budget });
      expect(tally(results)).toEqual({ held: 3, budget_spent: 47 });
      expect(await spentSoFar(store.database)).toEqual({ month: 9, day: 9 });
      const resets = expect.stringMatching(period === 'day' ? / 00:00 UTC$/ : /-01 00:00 UTC$/);
      await expect(ask({}, { daily: 100, ...budget })).rejects.toMatchObject({ facts: { period, resets } });
    });

    it('may be held again when a job has given them back, and not when it has spent them', async () => {
      const limits = { daily: 100, budgetDaily: 6 };
      const [first, second] = [await ask({}, limits), await ask({}, limits)];
      await settle(first, 3);
      await expect(ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
      await settle(second, 0);
      await ask({}, limits);
      await expect(ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
    });

    it('count in the day and month they were held in', async () => {
      const limits = { daily: 100, budgetDaily: 3, budgetMonthly: 3 };
      const old = await ask({}, limits);
      await letDaysPass();
      await ask({}, limits);
      await settle(old, 0);
      await expect(ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
    });

    it('refuse the very first job when it alone is above the budget', async () => {
      const limits = { daily: 100, budgetDaily: 2 };
      await expect(ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
    });

    it('are not taken while spending is off, by configuration or by the switch; free jobs go on', async () => {
      await expect(ask({}, { daily: 100, on: false })).rejects.toMatchObject({ kind: 'spending_off' });
      await turnSpending(other.database, 'off');
      await expect(ask({}, { daily: 100 })).rejects.toMatchObject({ kind: 'spending_off' });
      await ask({ credits: 0 }, { daily: 100, on: false, budgetDaily: 0 });
      await turnSpending(other.database, 'on');
      await ask({}, { daily: 100 });
    });
  });

  it('never lock each other out, whoever asks, ends and is topped up at the same time', async () => {
    const limits = { daily: 1_000, communityDaily: 10_000, budgetDaily: 100_000, budgetMonthly: 100_000 };
    const round = async (index: number): Promise<void> => {
      const [here, there] = index % 2 ? [store, other] : [other, store];
      const who = { owner: `owner-${index % 4}`, community: `community-${index % 3}` };
      const jobs = await Promise.all([ask({ ...who, in: here }, limits), ask({ ...who, in: there }, limits)]);
      await Promise.all(jobs.map((job, number) => settle(job, number, number ? here : there)));
    };
    await Promise.all(range(40).map(round));
    expect(await spentSoFar(store.database)).toEqual({ month: 40, day: 40 });
  });
});
