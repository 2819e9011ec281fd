import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReplicateEngine } from '../../../src/engines/replicate/replicate-engine.ts';
import { unfenced } from '../../peers/fence.ts';
import { plainPlanning } from './planning.ts';
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

describe('two hundred takes that are taken up again after a restart', () => {
  let stand: Stand;
  beforeEach(async () => {
    stand = await openStand({ run: 600_000 });
  });
  afterEach(() => stand.close());

  it('share their questions and start nothing anew', async () => {
    const operations = await Promise.all(Array.from({ length: 200 }, () => stand.start()));
    const asked: string[] = [];
    stand.peer.rule({
      answer: ({ route }) => {
        asked.push(route);
        return undefined;
      },
    });
    const restarted = createReplicateEngine(stand.settings, plainPlanning);
    const look = () => Promise.all(operations.map((operation) => restarted.check(operation, unfenced)));
    for (let round = 0; round < 3; round += 1)
      expect(new Set((await look()).map(({ state }) => state))).toEqual(new Set(['running']));
    // The first few one by one, then two pages of a list each time.
    expect(asked.filter((route) => route === 'GET predictions/*').length).toBeLessThanOrEqual(10);
    expect(asked.length).toBeLessThanOrEqual(10 + 3 * 3);
    expect(asked.filter((route) => route.startsWith('POST'))).toEqual([]);
  });
});
