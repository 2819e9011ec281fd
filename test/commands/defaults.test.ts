import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { defaultsOf } from '../../src/jobs/own-defaults.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { sentence } from '../../src/text/sentence.ts';
import { otherEngine } from '../jobs/engines.ts';
import { standUp } from '../jobs/job-stand.ts';
import { askAtHome } from '../jobs/job-studio.ts';
import { english } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';

describe('personal defaults', () => {
  const stand = standUp();
  const run = (name: string, raw: object, more?: Partial<Request>) =>
    askAtHome(stand.services, name, raw, more);
  const orderOf = async (raw: object, more?: Partial<Request>) => {
    const { job } = await run('animate', { photos: [stand.photo()], ...raw }, more);
    return (await stand.reload(job?.id ?? '')).order;
  };
  const engines = () => [otherEngine(stand.engine, 'here', 0, true), otherEngine(stand.engine, 'there', 0)];
  const set = { effect: 'old-photo', model: 'there-model', ratio: '1:1', seconds: 3 };

  it.each([
    [{}, set],
    [{ effect: 'parallax' }, { ...set, effect: 'parallax' }],
    [
      { ratio: '16:9', seconds: 5 },
      { ...set, ratio: '16:9', seconds: 5 },
    ],
    [{ ratio: 'photo' }, { ...set, ratio: 'photo' }],
    [{ model: 'here-model' }, { ...set, model: 'here-model' }],
    [{ model: 'auto' }, { ...set, model: null }],
    [{ engine: 'here' }, { ...set, engine: 'here', model: null }],
  ])('fill in what %j leaves open', async (raw, expected) => {
    await stand.rebuild({ engines: engines() });
    await run('defaults', set);
    expect(await orderOf(raw)).toMatchObject(expected);
  });

  it('give way to the recipe of another clip', async () => {
    await stand.rebuild({ engines: engines() });
    const { job } = await run('animate', { photos: [stand.photo()], ratio: '16:9', seconds: 5 });
    await runJob(stand.services, job?.id ?? '', new AbortController().signal);
    const like = (await clipsOfJob(stand.store.database, job?.id ?? ''))[0]?.id;
    await run('defaults', set);
    const recipe = { effect: 'parallax', ratio: '16:9', seconds: 5, model: 'here-model' };
    expect(await orderOf({ like })).toMatchObject(recipe);
    const other = await orderOf({}, { actor: actor('ben') });
    expect(other, "nobody else's clips").toMatchObject({ effect: 'parallax', ratio: 'photo' });
  });

  it('are not what a community turned off', async () => {
    await stand.rebuild({ engines: engines() });
    await run('defaults', set);
    await changeRules(stand.services, 'home', () => ({
      effects: { 'old-photo': false },
      models: ['here-model'],
    }));
    expect(await orderOf({})).toMatchObject({ effect: 'parallax', model: null, ratio: '1:1' });
  });

  it.each([
    ['private', 'public', 'private'],
    ['community', 'public', 'community'],
    ['community', 'private', 'private'],
  ] as const)('show new clips as %s where %s is allowed: %s', async (visibility, widest, shown) => {
    await changeRules(stand.services, 'home', () => ({ visibility: 'private', widest }));
    await run('defaults', { visibility });
    const { visibility: usual } = await defaultsOf(stand.services)('home', 'ana');
    expect(usual).toBe(shown);
  });

  it('say what to do about a model that is gone, unless another is chosen', async () => {
    await stand.rebuild({ engines: engines() });
    await run('defaults', set);
    await stand.rebuild({ engines: engines().slice(0, 1) });
    const failure = asFailure(await orderOf({}).catch((error: unknown) => error));
    expect(failureText(english, failure)).toBe(
      'Your default Model, there-model, isn’t available anymore. Change it on the page “Your defaults”.',
    );
    expect(await orderOf({ model: 'here-model' })).toMatchObject({ model: 'here-model' });
  });

  it('are shown, and reset one by one or all together', async () => {
    await stand.rebuild({ engines: engines() });
    const shown = async (raw: object) => sentence(english, (await run('defaults', raw)).text);
    expect(await shown({})).toContain('• Seconds: depends on the effect\n');
    expect(await shown(set)).toContain('• Effect: Old photo\n• Model: there-model\n• Aspect ratio: 1:1\n');
    expect(await shown({ reset: 'ratio' })).toContain('• Aspect ratio: same as the photo\n• Seconds: 3 s');
    expect(await shown({ reset: 'seconds', ratio: '9:16' })).toContain('9:16\n• Seconds: depends');
    expect(await shown({ reset: 'all' })).toBe(await shown({}));
  });

  it('belong to people who are known', async () => {
    const nobody = run('defaults', {}, { actor: actor('') }).catch((error: unknown) => error);
    expect(asFailure(await nobody).kind).toBe('not_allowed');
  });
});
