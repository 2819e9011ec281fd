import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unfenced } from '../../peers/fence.ts';
import { openStand, type Stand } from './replicate-stand.ts';

// Longer than any machine takes to ask.
const minutes = 100_000;

describe('many takes on their way at once', () => {
  let stand: Stand;
  beforeEach(async () => {
    stand = await openStand({ run: minutes });
  });
  afterEach(() => stand.close());

  it('are asked about with one question, and each is still found when it is ready', async () => {
    const operations = await Promise.all(Array.from({ length: 24 }, () => stand.start()));
    const round = () => Promise.all(operations.map((operation) => stand.engine.check(operation, unfenced)));
    const states = new Set((await round()).map(({ state }) => state));
    const { gets } = stand.peer.counts();
    await round();
    expect(states).toEqual(new Set(['running']));
    // The first few were looked at one by one, before anybody knew how many there would be.
    expect(gets).toBeLessThanOrEqual(10);
    expect(stand.peer.counts().gets).toBeLessThanOrEqual(gets);
    const ready = operations.map(() => ({ state: 'ready' }));
    stand.peer.advance(minutes);
    await vi.waitFor(async () => expect(await round()).toEqual(ready), { timeout: 30_000, interval: 100 });
  });
});
