import { describe, expect, it } from 'vitest';
import { poolOf, setSpending, spentSoFar } from '../../src/store/spend.ts';
import { databases } from './databases.ts';
import { openTill, range, tally } from './till.ts';

describe.each(databases)('shared credits on $name', ({ open }) => {
  const till = openTill(open);

  describe('of a community', () => {
    const limits = { daily: 10, communityDaily: 20 };

    it('limit all its members together, and each member too', async () => {
      const crowd = await till.askFifty((index) => ({ owner: `member-${index}`, community: 'home' }), limits);
      expect(tally(crowd)).toEqual({ held: 6, no_community_credits: 44 });
      expect(await till.balance(poolOf('home'))).toBe(2);
      const one = await till.askFifty(() => ({ owner: 'hog', community: 'elsewhere' }), limits);
      expect(tally(one)).toEqual({ held: 3, no_credits: 47 });
      expect(await till.balance(poolOf('elsewhere'))).toBe(11);
      await expect(till.ask({ owner: 'hog', credits: 1 }, limits)).resolves.toMatchObject({ owner: 'hog' });
    });

    it.each([
      ['are given back with a job that failed', 0, 20],
      ['are captured in part with a job of which a part was made', 2, 18],
      ['are captured with a job that was delivered', 6, 14],
    ])('%s', async (_sentence, spent, left) => {
      const job = await till.ask({ community: 'home', credits: 6 }, limits);
      expect([await till.balance(), await till.balance(poolOf('home'))]).toEqual([4, 14]);
      await till.settle(job, spent);
      expect([await till.balance(), await till.balance(poolOf('home'))]).toEqual([10 - spent, left]);
      expect(await spentSoFar(till.store.database)).toEqual({ month: spent, day: spent });
    });

    it('are topped up on a new day, and left alone where none are wanted', async () => {
      await till.ask({ community: 'home', credits: 6 }, limits);
      await till.letDaysPass();
      await till.ask({ community: 'home', credits: 1 }, limits);
      expect(await till.balance(poolOf('home'))).toBe(19);
      await till.ask({ community: 'home', credits: 1 }, { daily: 10 });
      expect(await till.balance(poolOf('home'))).toBe(19);
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
      const results = await till.askFifty(everybody, { daily: 100, ...budget });
      expect(tally(results)).toEqual({ held: 3, budget_spent: 47 });
      expect(await spentSoFar(till.store.database)).toEqual({ month: 9, day: 9 });
      const resets = expect.stringMatching(period === 'day' ? / 00:00 UTC$/ : /-01 00:00 UTC$/);
      await expect(till.ask({}, { daily: 100, ...budget })).rejects.toMatchObject({
        facts: { period, resets },
      });
    });

    it('may be held again when a job has given them back, and not when it has spent them', async () => {
      const limits = { daily: 100, budgetDaily: 6 };
      const [first, second] = [await till.ask({}, limits), await till.ask({}, limits)];
      await till.settle(first, 3);
      await expect(till.ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
      await till.settle(second, 0);
      await till.ask({}, limits);
      await expect(till.ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
    });

    it('count in the day and month they were held in', async () => {
      const limits = { daily: 100, budgetDaily: 3, budgetMonthly: 3 };
      const old = await till.ask({}, limits);
      await till.letDaysPass();
      await till.ask({}, limits);
      await till.settle(old, 0);
      await expect(till.ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
    });

    it('refuse the very first job when it alone is above the budget', async () => {
      const limits = { daily: 100, budgetDaily: 2 };
      await expect(till.ask({}, limits)).rejects.toMatchObject({ kind: 'budget_spent' });
    });

    it('are not taken while spending is off, by configuration or by the switch; free jobs go on', async () => {
      await expect(till.ask({}, { daily: 100, on: false })).rejects.toMatchObject({ kind: 'spending_off' });
      await setSpending(till.other.database, 'off');
      await expect(till.ask({}, { daily: 100 })).rejects.toMatchObject({ kind: 'spending_off' });
      await till.ask({ credits: 0 }, { daily: 100, on: false, budgetDaily: 0 });
      await setSpending(till.other.database, 'on');
      await till.ask({}, { daily: 100 });
    });
  });

  it('never lock each other out, whoever asks, ends and is topped up at the same time', async () => {
    const limits = { daily: 1_000, communityDaily: 10_000, budgetDaily: 100_000, budgetMonthly: 100_000 };
    const round = async (index: number): Promise<void> => {
      const [here, there] = index % 2 ? [till.store, till.other] : [till.other, till.store];
      const who = { owner: `owner-${index % 4}`, community: `community-${index % 3}` };
      const jobs = await Promise.all([
        till.ask({ ...who, in: here }, limits),
        till.ask({ ...who, in: there }, limits),
      ]);
      await Promise.all(jobs.map((job, number) => till.settle(job, number, number ? here : there)));
    };
    await Promise.all(range(40).map(round));
    expect(await spentSoFar(till.store.database)).toEqual({ month: 40, day: 40 });
  });
});
