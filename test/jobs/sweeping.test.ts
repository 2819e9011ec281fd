import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSweeping } from '../../src/jobs/sweep.ts';
import { standUp } from './job-stand.ts';

describe('sweeping', () => {
  // Its statements set no timers of their own, which this test's clock would count.
  const stand = standUp('PGlite');
  afterEach(() => vi.useRealTimers());

  /** Sweeps by a clock that only this test moves, and tells what was done so far. */
  const open = () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const done = { sweeps: 0, collections: 0 };
    const { storage } = stand.services;
    const noted = {
      ...storage,
      tidy: async () => {
        done.sweeps += 1;
      },
      list: () => {
        done.collections += 1;
        return storage.list();
      },
    };
    const sweeping = startSweeping({ ...stand.services, storage: noted });
    /** Waits until the next round is waited for. */
    const idle = async (): Promise<void> => {
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    /** Lets time pass, and the round that comes with it. */
    const round = async (milliseconds: number): Promise<void> => {
      vi.advanceTimersByTime(milliseconds);
      await idle();
    };
    return { done, idle, round, sweeping };
  };

  it('goes on every three seconds, and compares files with rows at first and every quarter of an hour', async () => {
    const { done, idle, round, sweeping } = open();
    await idle();
    expect(done).toEqual({ sweeps: 1, collections: 1 });
    await round(2_999);
    expect(done.sweeps).toBe(1);
    await round(1);
    expect(done).toEqual({ sweeps: 2, collections: 1 });
    await round(15 * 60_000 - 3_001);
    expect(done).toEqual({ sweeps: 3, collections: 1 });
    await round(3_000);
    expect(done).toEqual({ sweeps: 4, collections: 2 });
    await round(3_000);
    expect(done).toEqual({ sweeps: 5, collections: 2 });
    await sweeping.stop();
  });

  it('ends with the round that is under way, and no other begins', async () => {
    const { done, sweeping } = open();
    await sweeping.stop();
    expect(done).toEqual({ sweeps: 1, collections: 1 });
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(20 * 60_000);
    expect(done.sweeps).toBe(1);
  });

  it('goes on after a round that failed', async () => {
    const { done, idle, round, sweeping } = open();
    await idle();
    vi.spyOn(stand.services.queue, 'knows').mockRejectedValueOnce(new Error('away'));
    await round(3_000);
    expect(done.sweeps).toBe(2);
    await sweeping.stop();
  });
});
