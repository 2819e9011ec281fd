import { afterEach, describe, expect, it } from 'vitest';
import { failureOf, openStand, type Stand } from './replicate-stand.ts';

describe('a finished take on Replicate', () => {
  let stand: Stand;
  afterEach(() => stand.close());

  it.each([
    ['array', null],
    ['object', null],
    ['null', 'bad_output'],
  ] as const)('whose output is %s ends with %s', async (output, kind) => {
    stand = await openStand({ rules: { create: () => ({ output }) } });
    const operation = await stand.start();
    expect(await stand.end(operation)).toBe(kind);
    if (kind === null) expect((await stand.collect(operation)).length).toBeGreaterThan(1_000);
  });

  it.each([
    [{ output: 'html' }, 'bad_output'],
    [{ output: 'png' }, 'bad_output'],
    [{ output: 'playlist' }, 'bad_output'],
    [{ output: 'empty' }, 'bad_output'],
    [{ output: 'huge' }, 'bad_output'],
    [{ delivery: 'cut' }, 'unavailable'],
    [{ delivery: 'too long' }, 'unavailable'],
    [{ delivery: 'redirect away' }, 'bad_output'],
    [{ delivery: 'gone' }, 'expired'],
  ] as const)('gives no clip where delivery fails: %j', async (fault, kind) => {
    stand = await openStand({ rules: { create: () => fault } });
    const operation = await stand.start();
    expect(await stand.end(operation)).toBeNull();
    expect((await failureOf(stand.collect(operation))).kind).toBe(kind);
    expect(stand.peer.counts().tokens).toBe(0);
  });

  it.each([{ delivery: 'no length' }, { delivery: 'redirect' }] as const)(
    'gives its clip with %j',
    async (fault) => {
      stand = await openStand({ rules: { create: () => fault } });
      const operation = await stand.start();
      expect(await stand.end(operation)).toBeNull();
      expect((await stand.collect(operation)).length).toBeGreaterThan(1_000);
    },
  );
});
