import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure, type FailureKind } from '../../../src/core/failure.ts';
import { createBreaker } from '../../../src/engines/replicate/breaker.ts';

describe('the breaker', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  const build = (seconds: number) => {
    const alerts: FailureKind[] = [];
    const breaker = createBreaker(seconds, ({ kind }) => void alerts.push(kind));
    let calls = 0;
    const call = (kind: FailureKind | null) =>
      breaker.guard(async () => {
        calls += 1;
        await wait(5);
        if (kind !== null) throw new Failure(kind);
        return 'done';
      });
    return { breaker, alerts, call, calls: () => calls };
  };

  it.each(['auth', 'billing'] as const)(
    'opens at %s, tells the operator once and lets nothing through',
    async (kind) => {
      const { breaker, alerts, call, calls } = build(60);
      expect(breaker.down()).toBeNull();
      const crowd = await Promise.allSettled(Array.from({ length: 20 }, () => call(kind)));
      expect(crowd.every(({ status }) => status === 'rejected')).toBe(true);
      expect(breaker.down()).toEqual({ kind, facts: {} });
      const before = calls();
      await expect(call(null)).rejects.toMatchObject({ kind });
      expect(calls()).toBe(before);
      expect(alerts).toEqual([kind]);
    },
  );

  it('lets one call try after a while, tells nobody again while it fails, and closes when it works', async () => {
    const { breaker, alerts, call, calls } = build(60);
    await expect(call('billing')).rejects.toThrow();
    for (const round of [1, 2]) {
      vi.advanceTimersByTime(60_000);
      expect(breaker.down()).toBeNull();
      await Promise.allSettled([call('billing'), call('billing'), call(null)]);
      expect(calls()).toBe(1 + round);
      expect(breaker.down()).toMatchObject({ kind: 'billing' });
    }
    expect(alerts).toEqual(['billing']);
    vi.advanceTimersByTime(60_000);
    await expect(call(null)).resolves.toBe('done');
    await expect(Promise.all([call(null), call(null)])).resolves.toEqual(['done', 'done']);
    await expect(call('billing')).rejects.toThrow();
    expect(alerts).toEqual(['billing', 'billing']);
  });

  it('stays closed at failures that say nothing of our account', async () => {
    const { breaker, alerts, call } = build(60);
    for (const kind of ['rate_limited', 'invalid_input', 'unavailable', 'unknown_outcome'] as const)
      await expect(call(kind)).rejects.toThrow();
    expect(breaker.down()).toBeNull();
    expect(alerts).toEqual([]);
  });
});
