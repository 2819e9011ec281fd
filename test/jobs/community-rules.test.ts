import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/core/order.ts';
import { defaultRules, defaultVisibility, effectIsOn, isWithin } from '../../src/core/rules.ts';
import {
  changeRules,
  limitServices,
  policyFor,
  requireOrderAllowed,
  rulesOf,
} from '../../src/jobs/community-rules.ts';
import type { Services } from '../../src/jobs/services.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { findClip, insertClip } from '../../src/store/clip-rows.ts';
import { clipRow, insertJob, jobRow, order } from '../store/rows.ts';
import { standUp } from './job-stand.ts';

describe('the rules of a community', () => {
  const stand = standUp();
  const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60 * 1_000);
  const clipFrom = async (community: string, createdAt: Date): Promise<string> => {
    const job = await insertJob(stand.store.database, jobRow());
    const row = { ...clipRow(job?.id ?? '', 1), community, createdAt };
    await insertClip(stand.store.database, row);
    return row.id;
  };

  const openTo = async (services: Services, wish: Order): Promise<Services> => {
    const policy = await policyFor(services, wish.community, {});
    requireOrderAllowed(services, policy, {}, wish);
    return limitServices(services, policy, {});
  };

  it('are the same for all at first, and change one at a time', async () => {
    expect(await rulesOf(stand.services, 'home')).toEqual(defaultRules);
    await changeRules(stand.services, 'home', () => ({ days: 3 }));
    await changeRules(stand.services, 'home', () => ({ widest: 'private' }));
    expect(await rulesOf(stand.services, 'home')).toEqual({ ...defaultRules, days: 3, widest: 'private' });
    expect(await rulesOf(stand.services, 'other')).toEqual(defaultRules);
  });

  it('publish nothing by default, even if an earlier version was told to', async () => {
    await changeRules(stand.services, 'home', () => ({ visibility: 'public' }));
    expect((await rulesOf(stand.services, 'home')).visibility).toBe('community');
  });

  it('never show a clip more widely by default than anyone may say', () => {
    expect(defaultVisibility({ ...defaultRules, visibility: 'public', widest: 'community' })).toBe(
      'community',
    );
    expect(defaultVisibility({ ...defaultRules, visibility: 'private', widest: 'public' })).toBe('private');
    expect(isWithin('public', 'community')).toBe(false);
  });

  it('leave effects that show people as they never agreed to off until they are turned on', () => {
    expect(['kiss', 'hug', 'melt'].map((name) => effectIsOn(defaultRules, name))).toEqual([
      false,
      false,
      true,
    ]);
    expect(effectIsOn({ ...defaultRules, effects: { kiss: true } }, 'kiss')).toBe(true);
  });

  it('delete clips that are older than they are kept, there alone', async () => {
    await changeRules(stand.services, 'home', () => ({ days: 2 }));
    await changeRules(stand.services, 'other', () => ({ days: null }));
    const old = await clipFrom('home', daysAgo(3));
    const young = await clipFrom('home', daysAgo(1));
    const elsewhere = await clipFrom('other', daysAgo(3));
    await sweep(stand.services);
    const left = await Promise.all([old, young, elsewhere].map((id) => findClip(stand.store.database, id)));
    expect(left.map((clip) => clip !== null)).toEqual([false, true, true]);
  });

  it('are obeyed by what joined and extended clips are made of, also if a remote model read its words', async () => {
    await changeRules(stand.services, 'home', () => ({ effects: { hug: false } }));
    const [local] = stand.services.engines;
    if (local === undefined) throw new Error('no engine');
    const services = {
      ...stand.services,
      engines: [local, { ...local, name: 'remote', dataGoesTo: 'a provider' }],
    };
    const wish = { ...order, effect: 'parallax', community: 'home', engine: 'local' };
    const parts = [{ effect: 'parallax', prompt: 'they hug', post: [] }];
    const [jobs, clips] = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    await openTo(services, { ...wish, prompt: 'they hug' });
    for (const made of [
      { after: { clip: 'c', owner: 'ana', seconds: 4, parts } },
      { joined: { clips, jobs, style: 'cut', parts } },
    ] as const)
      await expect(openTo(services, { ...wish, ...made })).rejects.toMatchObject({ kind: 'effect_off' });
  });

  it('keep models from filming and never raise what the operator allows to be spent', async () => {
    await changeRules(stand.services, 'home', () => ({ models: ['another'], credits: 500 }));
    const wish = { ...order, effect: 'parallax', community: 'home' };
    const limits = { ...stand.services.limits, communityDaily: 100 };
    const under = await openTo({ ...stand.services, limits }, wish);
    expect(under.limits.communityDaily).toBe(100);
    const [engine] = under.engines;
    expect(() => engine?.plan({ seconds: 1 } as never, null)).toThrow('model_off');
    expect((await openTo(stand.services, { ...wish, community: null })).engines).toBe(stand.services.engines);
  });
});
