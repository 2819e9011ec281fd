import { describe, expect, it } from 'vitest';
import { grantCredits } from '../../src/store/ledger.ts';
import { refill, spentSoFar } from '../../src/store/spend.ts';
import { databases } from './databases.ts';
import { openTill, tally } from './till.ts';

describe.each(databases)('credits on $name', ({ open }) => {
  const till = openTill(open);

  it('are held, captured and released so that the books always balance', async () => {
    await grantCredits(till.store.database, 'ana', 10);
    const [whole, part] = [await till.ask({ credits: 4 }), await till.ask({ credits: 4 })];
    expect(await till.balance()).toBe(2);
    await expect(till.ask()).rejects.toMatchObject({ kind: 'no_credits', facts: { needed: 3, left: 2 } });
    expect(await till.settle(whole, 0)).toBe(true);
    expect(await till.settle(part, 1)).toBe(true);
    expect(await till.settle(part, 1)).toBe(false);
    expect(await till.balance()).toBe(9);
    expect(await spentSoFar(till.store.database)).toEqual({ month: 1, day: 1 });
  });

  it('pay out no more than there is, however many ask at once', async () => {
    await grantCredits(till.store.database, 'ana', 10);
    expect(tally(await till.askFifty(() => ({}), {}))).toEqual({ held: 3, no_credits: 47 });
    expect(await till.balance()).toBe(1);
  });

  it('are there for a newcomer, once, however many ask at once', async () => {
    expect(tally(await till.askFifty(() => ({}), { daily: 100 }))).toEqual({ held: 33, no_credits: 17 });
    expect(await till.balance()).toBe(1);
    expect(await till.refills()).toEqual([{ owner: 'ana', available: 100 }]);
  });

  it('are topped up to the daily amount, not by it, once a new day has begun', async () => {
    await till.ask({ credits: 30 }, { daily: 100 });
    await till.ask({ credits: 30 }, { daily: 100 });
    expect(await till.balance()).toBe(40);
    await till.letDaysPass();
    expect(tally(await till.askFifty(() => ({}), { daily: 100 }))).toEqual({ held: 33, no_credits: 17 });
    expect(await till.refills()).toEqual([
      { owner: 'ana', available: 100 },
      { owner: 'ana', available: 60 },
    ]);
  });

  it('are never taken away above the daily amount', async () => {
    await grantCredits(till.store.database, 'ana', 250);
    await till.ask({}, { daily: 100 });
    await till.letDaysPass();
    await refill(till.store.database, 'ana', 100);
    expect(await till.balance()).toBe(247);
    expect(await till.refills()).toEqual([]);
  });

  it('that come back on another day than they were held are there besides the topping up', async () => {
    const job = await till.ask({ credits: 30 }, { daily: 100 });
    await till.letDaysPass();
    await refill(till.store.database, 'ana', 100);
    await till.settle(job, 0);
    expect(await till.balance()).toBe(130);
    expect(await spentSoFar(till.store.database)).toEqual({ month: 0, day: 0 });
  });

  it('of a refused job leave no trace, nor the topping up that came before', async () => {
    await expect(till.ask({ credits: 101 }, { daily: 100 })).rejects.toMatchObject({ kind: 'no_credits' });
    expect(await till.balance()).toBe(0);
    expect(await till.refills()).toEqual([]);
  });
});
