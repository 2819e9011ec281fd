import { describe, expect, it } from 'vitest';
import type { Engine, Model } from '../../src/core/engine.ts';
import { asFailure } from '../../src/core/failure.ts';
import { nextCandidate } from '../../src/jobs/generate.ts';
import { clipsOf } from '../../src/jobs/lists.ts';
import { photoRecipients } from '../../src/jobs/photo-recipients.ts';
import { holdPrices } from '../../src/jobs/plan-takes.ts';
import { route } from '../../src/jobs/route.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { setSpending } from '../../src/store/spend.ts';
import { order } from '../store/rows.ts';
import { failing, otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('the route of an order', () => {
  const stand = standUp();
  const photo = { width: 4, height: 3 };

  const other = (...like: readonly [string, number, boolean?]) => otherEngine(stand.engine, ...like);
  const down = (engine: Engine): Engine => ({ ...engine, down: () => ({ kind: 'billing', facts: {} }) });

  const names = (engines: Engine[], more: Partial<typeof order>): string[] =>
    route({ ...stand.services, engines }, { ...order, ...more }, 7, [photo]).map(({ engine }) => engine);

  it('begins here for a camera move, and elsewhere for everything else', () => {
    const engines = [other('here', 0, true), other('far', 3)];
    expect(names(engines, { effect: 'parallax' })).toEqual(['here', 'far']);
    expect(names(engines, { effect: 'parallax', prompt: 'she waves' })).toEqual(['far', 'here']);
    expect(names(engines, { effect: 'old-photo' })).toEqual(['far', 'here']);
  });

  it('begins here with a mask, and says so where a model cannot use one', () => {
    const engines = [other('here', 0, true), other('far', 3)];
    const masked = { effect: 'old-photo', mask: 'm' };
    expect(names(engines, masked)).toEqual(['here', 'far']);
    const [plan] = route({ ...stand.services, engines }, { ...order, ...masked, engine: 'far' }, 7, [photo]);
    expect(plan.warnings).toContainEqual({ kind: 'mask', asked: '', used: 'far-model' });
  });

  const able = (engine: Engine, more: Partial<Model>): Engine => ({
    ...engine,
    models: () => engine.models().map((model) => ({ ...model, ...more })),
  });

  it('keeps to models that may be used commercially, and refuses another one that is named', () => {
    const engines = [
      able(other('here', 0, true), { commercial: true }),
      other('far', 3),
      able(other('free', 0), { commercial: true }),
      able(other('wide', 4), { commercial: true }),
    ];
    const sold = { effect: 'old-photo', commercial: true };
    expect(names(engines, sold)).toEqual(['free', 'wide', 'here']);
    expect(names(engines, { ...sold, draft: true })).toEqual(['here']);
    for (const named of [{ model: 'far-model' }, { engine: 'far' }])
      expect(() => names(engines, { ...sold, ...named })).toThrow('not_commercial');
    expect(names(engines, { ...sold, model: 'wide-model' })).toEqual(['wide']);
  });

  it('ends on a photo only with models that can, which the local engine cannot', () => {
    const engines = [
      other('here', 0, true),
      able(other('far', 3), { photos: 1 }),
      able(other('wide', 4), { photos: 2 }),
    ];
    const ends = { effect: 'old-photo', last: 'p' };
    const to = (some: readonly Engine[], more: Partial<typeof order>) =>
      route({ ...stand.services, engines: some }, { ...order, ...ends, ...more }, 7, [photo, photo]).map(
        ({ engine }) => engine,
      );
    expect(to(engines, {})).toEqual(['wide']);
    expect(to(engines, { effect: 'parallax' })).toEqual(['wide']);
    expect(() => to(engines, { model: 'here-model' })).toThrow('no_last_frame');
    const facts = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return asFailure(error).facts;
      }
    };
    expect(
      facts(() => to(engines.slice(0, 2), {})),
      'nobody named a model',
    ).toEqual({});
    expect(facts(() => to(engines, { engine: 'far' }))).toEqual({ model: 'far-model' });
  });

  it('of a comparison names everyone who sees the photo, whichever take is first', () => {
    const engines = [other('here', 0, true), other('far', 3)];
    const choices = [
      { engine: 'here', model: 'here-model' },
      { engine: 'far', model: 'far-model' },
    ];
    expect(photoRecipients({ engines }, choices.slice(0, 1))).toEqual({ local: true, dataGoesTo: null });
    const { local, dataGoesTo } = photoRecipients({ engines }, choices);
    expect([local, dataGoesTo]).toEqual([false, engines[1]?.models()[0]?.dataGoesTo]);
  });

  it('leaves out whoever is down, and says why when nobody is left', () => {
    const engines = [other('here', 0, true), down(other('far', 3))];
    expect(names(engines, { effect: 'old-photo' })).toEqual(['here']);
    expect(() => names(engines, { engine: 'far' })).toThrow('billing');
  });

  it('is the one engine or model that was asked for', () => {
    const engines = [other('here', 0, true), other('far', 3)];
    expect(names(engines, { engine: 'far', effect: 'parallax' })).toEqual(['far']);
    expect(names(engines, { model: 'far-model', effect: 'parallax' })).toEqual(['far']);
    expect(() => names(engines, { model: 'gone' })).toThrow('unavailable');
  });

  it.each([
    ['model_failed', 1],
    ['billing', 1],
    ['unavailable', 1],
    ['content_blocked', null],
    ['unknown_outcome', null],
    ['cancelled', null],
  ] as const)('goes on after %s to %s', (kind, next) => {
    const candidates = [4, 4].map((credits) => ({ engine: 'far', model: 'x', credits }));
    expect(nextCandidate(candidates, 0, kind, 4)).toBe(next);
  });

  it('never goes on to somebody dearer than what is held', () => {
    const prices = [3, 5, 2].map((credits) => ({ engine: 'far', model: 'x', credits }));
    expect(nextCandidate(prices, 0, 'model_failed', 5)).toBe(1);
    expect(nextCandidate(prices, 0, 'model_failed', 3)).toBe(2);
    expect(nextCandidate(prices, 2, 'model_failed', 5)).toBeNull();
  });

  it('holds the dearest of those who may be asked, else what the first costs, and nothing where that is free', () => {
    const holds = (...prices: number[]) =>
      holdPrices(
        prices.map((credits) => ({ credits })),
        0,
      );
    expect(holds(3, 5, 0)).toEqual([5, 3]);
    expect(holds(5, 3, 0)).toEqual([5]);
    expect(holds(0, 5)).toEqual([0]);
  });

  const filmed = async (engines: readonly Engine[], credits: number) => {
    const { database } = stand.store;
    if (credits > 0) await grantCredits(database, 'ana', credits);
    await stand.rebuild({ engines });
    await stand.work();
    const { job } = await stand.ask('ana', { effect: 'old-photo', seed: 6_001 });
    await stand.done(job.id);
    const [entry] = (await clipsOf(stand.services, 'ana', null)).entries;
    const { candidates, engine, model, outcome, failure } = await stand.reload(job.id);
    const left = await balanceOf(database, 'ana');
    expect(await auditLedger(database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
    return { candidates, engine, model, outcome, failure, left, recipe: entry?.clip.recipe };
  };

  it('passes a take on when its model has failed, charges what the second one costs, and says so', async () => {
    const end = await filmed([failing(other('first', 5), 'model_failed'), other('second', 3)], 10);
    expect(end).toMatchObject({ outcome: 'succeeded', engine: 'second', model: 'second-model', left: 7 });
    expect(end.recipe?.warnings).toEqual([{ kind: 'engine', asked: 'first-model', used: 'second-model' }]);
    expect(end.recipe?.order).toMatchObject({ engine: 'second', model: 'second-model' });
  });

  it.each([
    ['can be paid for', 5, 'second', 0],
    ['is beyond what is left, here', 4, 'here', 4],
  ])('passes a take on to a dearer one that %s', async (_sentence, credits, engine, left) => {
    const engines = [failing(other('first', 3), 'model_failed'), other('second', 5), other('here', 0, true)];
    expect(await filmed(engines, credits)).toMatchObject({ outcome: 'succeeded', engine, left });
  });

  it('ends here, for nothing, when nobody else can', async () => {
    const engines = [other('here', 0, true), failing(other('first', 5), 'unavailable')];
    expect(await filmed(engines, 10)).toMatchObject({ outcome: 'succeeded', engine: 'here', left: 10 });
  });

  it('explains a refusal of the content and tries nobody else', async () => {
    const engines = [other('here', 0, true), failing(other('first', 5), 'content_blocked')];
    const end = await filmed(engines, 10);
    expect(end).toMatchObject({
      outcome: 'failed',
      failure: { kind: 'content_blocked' },
      engine: 'first',
      left: 10,
    });
  });

  it('films with the next best for whoever cannot pay for the best', async () => {
    const end = await filmed([other('here', 0, true), other('first', 5)], 2);
    expect(end).toMatchObject({ outcome: 'succeeded', engine: 'here', left: 2 });
    expect(end.recipe?.warnings).toEqual([{ kind: 'engine', asked: 'first-model', used: 'here-model' }]);
  });

  it.each([
    ['the budget is spent', { budgetDaily: 2 }],
    ['the community has spent its own', { communityDaily: 2 }],
    ['paid work is turned off', { on: false }],
  ])('begins here, for nothing, when %s, unless an engine was asked for', async (_sentence, limits) => {
    const engines = [other('here', 0, true), other('far', 3)];
    await stand.rebuild({ engines, limits: { daily: 10, ...limits } });
    const wish = { effect: 'old-photo', community: 'home' };
    expect((await stand.ask('ana', wish)).job).toMatchObject({ engine: 'here', credits: 0 });
    await expect(stand.ask('ana', { ...wish, engine: 'far' })).rejects.toMatchObject({
      kind: expect.stringMatching(/^(budget_spent|no_community_credits|spending_off)$/),
    });
  });

  it('goes on here, for nothing, when paid work is turned off before it begins', async () => {
    const engines = [other('here', 0, true), other('far', 3)];
    await stand.rebuild({ engines, limits: { daily: 10 } });
    const { job } = await stand.ask('ana', { effect: 'old-photo' });
    await setSpending(stand.store.database, 'off');
    // Once in the provider's lane, and once where those wait who render here.
    for (let lane = 0; lane < 2; lane += 1)
      await runJob(stand.services, job.id, new AbortController().signal);
    expect(await stand.reload(job.id)).toMatchObject({ outcome: 'succeeded', engine: 'here' });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(10);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });
});
