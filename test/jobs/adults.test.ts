import { beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../commands/settings.ts';
import { type Clip, needsSpoiler } from '../../src/core/clip.ts';
import type { Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import type { Actor } from '../../src/core/permission.ts';
import { defaultRules, type Rules, requireAllowed } from '../../src/core/rules.ts';
import { changeRules, limitServices, policyFor, rulesOf } from '../../src/jobs/community-rules.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { standUp } from './job-stand.ts';
import { ask } from './job-studio.ts';

const never = new AbortController().signal;

describe('what is for age-restricted channels alone', () => {
  const stand = standUp();
  beforeEach(() => stand.rebuild({ limits: { daily: 100 } }));
  const ana = actor('ana', { communities: ['home'], manages: ['home'] });
  const ben = actor('ben', { communities: ['home'] });
  const here = { community: 'home', visibility: 'community', adult: true } as const;
  const elsewhere = { ...here, adult: false };

  const clipFrom = async (who: Actor, name: string, raw: object, place: Partial<Request>) => {
    const { job } = await ask(stand.services, name, who, { ...raw }, place);
    await runJob(stand.services, job?.id ?? '', never);
    const [clip] = await clipsOfJob(stand.store.database, job?.id ?? '');
    return clip as Clip;
  };
  const animated = () => clipFrom(ana, 'animate', { photos: [stand.photo()] }, here);

  it.each([
    [['everything'], {}, 'everything'],
    [['melt', 'hug'], { effect: 'melt' }, 'melt'],
    [['melt'], {}, null],
    [['prompts'], { prompt: 'pan left' }, 'prompts'],
    [['prompts'], { prompt: ' ' }, null],
  ] as const)('is %j, asked with %j', (adultsOnly, wish, what) => {
    const rules: Rules = { ...defaultRules, adultsOnly };
    const asked = { ...order, ...wish, remote: false };
    expect(() => requireAllowed(rules, { adult: true }, asked)).not.toThrow();
    if (what === null) return expect(() => requireAllowed(rules, {}, asked)).not.toThrow();
    expect(() => requireAllowed(rules, {}, asked)).toThrow(expect.objectContaining({ facts: { what } }));
    expect(failureText(english, { kind: 'adults_only', facts: { what } })).toMatch(
      /only allowed in age-restricted channels here/,
    );
  });

  it('may be a model', async () => {
    const [model = ''] = stand.engine.models().map(({ name }) => name);
    await changeRules(stand.services, 'home', () => ({ adultsOnly: [model] }));
    const filmed = async (adult: boolean) => {
      const policy = await policyFor(stand.services, 'home', { adult });
      const { engines } = limitServices(stand.services, policy, { adult });
      return engines[0]?.plan({ seconds: 1 } as never, null).model;
    };
    expect(await filmed(true)).toBe(model);
    await expect(filmed(false)).rejects.toMatchObject({ kind: 'adults_only', facts: { what: model } });
  });

  it('is said by those who manage the community, and a slip of the pen opens nothing', async () => {
    const say = async (words: string) => {
      const blank = Object.fromEntries(Object.keys(settings.options).map((name) => [name, null]));
      const asked = request(ana, { community: 'home' });
      await settings.run(stand.services, asked, { ...blank, 'adults-only': words } as never);
      return (await rulesOf(stand.services, 'home')).adultsOnly;
    };
    expect(await say('Parallax, prompts')).toEqual(['parallax', 'prompts']);
    expect(asFailure(await say('paralax').catch((error: unknown) => error))).toMatchObject({
      kind: 'unknown_choice',
      facts: { value: 'paralax', nearest: 'parallax' },
    });
    expect((await rulesOf(stand.services, 'home')).adultsOnly).toEqual(['parallax', 'prompts']);
    expect(await say('none')).toEqual([]);
  });

  it('never becomes public, by its first asking or later', async () => {
    const usual = await ask(
      stand.services,
      'animate',
      ana,
      { photos: [stand.photo()] },
      { ...here, visibility: 'public' },
    );
    expect((await stand.reload(usual.job?.id ?? '')).order.visibility).toBe('community');
    const clip = await animated();
    const shared = ask(stand.services, 'share', ana, { id: clip.id, to: 'public' }, elsewhere);
    await expect(shared).rejects.toMatchObject({ kind: 'never_public' });
    const link = ask(stand.services, 'share', ana, { id: clip.id, to: 'link' }, elsewhere);
    await expect(link).rejects.toMatchObject({ kind: 'never_public' });
    const { actions } = await ask(stand.services, 'share', ana, { id: clip.id }, elsewhere);
    expect(actions.map(({ command }) => command)).toEqual(['unshare']);
  });

  it('may be somewhere the surface doesn’t know: nothing is allowed there, and what is made there is covered', async () => {
    const unknown = { ...here, adult: null };
    const rules: Rules = { ...defaultRules, adultsOnly: ['melt'] };
    const melt = { ...order, effect: 'melt', remote: false };
    expect(() => requireAllowed(rules, unknown, melt)).toThrow(
      expect.objectContaining({ kind: 'adults_only' }),
    );
    const clip = await clipFrom(ana, 'animate', { photos: [stand.photo()] }, unknown);
    expect(clip.recipe.order.adult).toBe(true);
    expect([null, true].map((adult) => needsSpoiler(clip, { spoiler: false, adult }))).toEqual([true, false]);
  });

  it('stays so when it is made again elsewhere', async () => {
    const first = await animated();
    const remixed = await clipFrom(ben, 'remix', { id: first.id }, elsewhere);
    const again = await clipFrom(ben, 'extend', { id: remixed.id }, elsewhere);
    for (const clip of [first, remixed, again]) expect(clip.recipe.order.adult).toBe(true);
    const shared = ask(stand.services, 'share', ben, { id: again.id, to: 'public' }, elsewhere);
    await expect(shared).rejects.toMatchObject({ kind: 'never_public' });
    const like = await clipFrom(ana, 'animate', { photos: [stand.photo()], like: first.id }, elsewhere);
    expect(like.recipe.order.adult).toBe(true);
  });
});
