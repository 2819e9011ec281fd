import { describe, expect, it } from 'vitest';
import { addBlock, blockedIn } from '../../src/store/blocked-people.ts';
import { readSetting, writeSetting } from '../../src/store/saved-settings.ts';
import { standUp } from '../jobs/job-stand.ts';

describe('what many ask at the same time', () => {
  const stand = standUp();

  it('is read together, and everyone gets their own answer', async () => {
    const { database } = stand.store;
    await writeSetting(database, 'ana', 'defaults', 1);
    for (const [scope, owner] of [
      ['home', 'eve'],
      ['service', 'mallory'],
    ] as const)
      await addBlock(database, scope, owner);
    const settings = ['ana', 'ben', 'nobody', 'ana'].map((scope) => readSetting(database, scope, 'defaults'));
    expect(await Promise.all(settings)).toEqual([1, null, null, 1]);
    const blocked = [['home'], ['service', 'home'], ['service'], ['elsewhere']].map((scopes) =>
      blockedIn(database, scopes),
    );
    expect(await Promise.all(blocked)).toEqual([['eve'], ['eve', 'mallory'], ['mallory'], []]);
    // What was written before is always seen.
    await writeSetting(database, 'nobody', 'defaults', 2);
    expect(await readSetting(database, 'nobody', 'defaults')).toBe(2);
  });
});
