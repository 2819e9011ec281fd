import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { cached } from '../../src/core/cached.ts';

describe('what is remembered', () => {
  it('is read once for all who ask meanwhile, and anew when it is old', async () => {
    let reads = 0;
    const value = cached(async () => {
      reads += 1;
      await wait(5);
      return reads;
    });
    expect(await Promise.all([value(), value(), value()])).toEqual([1, 1, 1]);
    await vi.waitFor(async () => expect(await value()).toBe(2), { timeout: 60_000, interval: 20 });
  });

  it('is kept for twenty times as long as reading it took', async () => {
    const ticking = vi.spyOn(performance, 'now');
    try {
      let [now, reads] = [0, 0];
      ticking.mockImplementation(() => now);
      const value = cached(async () => {
        now += 100;
        return ++reads;
      });
      expect(await value()).toBe(1);
      now = 2_050;
      expect(await value()).toBe(1);
      now = 2_150;
      expect(await value()).toBe(2);
    } finally {
      ticking.mockRestore();
    }
  });

  it('is not a failure', async () => {
    let reads = 0;
    const value = cached(async () => {
      reads += 1;
      if (reads === 1) throw new Error('away');
      return reads;
    });
    await expect(value()).rejects.toThrow('away');
    expect(await value()).toBe(2);
  });
});
