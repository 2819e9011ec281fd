import { beforeEach, describe, expect, it } from 'vitest';
import { type Clip, needsSpoiler } from '../../src/core/clip.ts';
import type { Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { hasPrivateChat, requesterKinds, visibilities } from '../../src/core/permission.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { actor } from '../peers/render-services.ts';

const home = { communities: ['home'] };
const ana = actor('ana', home);
const ben = actor('ben', home);
const never = new AbortController().signal;
const here: Partial<Request> = { community: 'home', visibility: 'community', canAsk: true };

/** Every way from one clip to the next. */
const remakes: readonly [string, object, typeof ana][] = [
  ['reroll', {}, ana],
  ['reroll', { seed: 3 }, ana],
  ['edit', { prompt: 'pan left' }, ana],
  ['motion', { to: 'more' }, ana],
  ['extend', {}, ana],
  ['refine', {}, ana],
  ['remix', {}, ben],
  ['extend', {}, ben],
];

describe('what a clip hands on', () => {
  const stand = standUp();
  beforeEach(async () => {
    const real = stand.engine;
    const models = () => real.models().map((model) => ({ ...model, refine: model.name }));
    await stand.rebuild({ limits: { daily: 1_000 }, engine: { ...real, models } });
  });

  const clipFrom = async (name: string, raw: object, who: typeof ana, more: Partial<Request> = {}) => {
    const { job } = await ask(stand.services, name, who, { ...raw }, { ...here, ...more });
    await runJob(stand.services, job?.id ?? '', never);
    const [clip] = await clipsOfJob(stand.store.database, job?.id ?? '');
    if (clip === undefined) throw new Error(`no clip from ${name}`);
    return clip;
  };
  const hasSpoiler = (clip: Clip | undefined) => clip && needsSpoiler(clip, { spoiler: false, adult: false });
  const animated = (more: Partial<Request>) => clipFrom('animate', { photos: [stand.photo()] }, ana, more);

  it('its reference photos serve its owner again, and nobody else', async () => {
    const given = { photos: [stand.photo()], reference: [stand.photo()] };
    const first = await clipFrom('animate', given, ana);
    expect(first.recipe.order.references).toHaveLength(1);
    for (const [who, count] of [
      [ana, 1],
      [ben, 0],
    ] as const) {
      const liked = await clipFrom('animate', { photos: [stand.photo()], like: first.id }, who);
      expect(liked.recipe.order.references ?? [], who.id).toHaveLength(count);
    }
  });

  it('its cover and its age rating go to whatever is made of it, wherever and by whomever', async () => {
    for (const [spoiler, adult] of [
      [true, false],
      [false, true],
    ] as const) {
      const first = await animated({ spoiler, adult });
      for (const [name, raw, who] of remakes) {
        const made = await clipFrom(name, { ...raw, id: first.id }, who);
        expect(made.recipe.order, `${name} by ${who.id}`).toMatchObject({ spoiler, adult });
        expect((await stand.reload(made.job)).order, name).toMatchObject({ spoiler, adult });
        // Two steps away it is still there.
        const next = await clipFrom('reroll', { id: made.id }, who);
        expect(next.recipe.order, `${name}, then reroll`).toMatchObject({ spoiler, adult });
        const [shown] = (await ask(stand.services, 'clip', who, { id: next.id }, here)).clips;
        expect(hasSpoiler(shown?.clip), `${name} shown again`).toBe(true);
      }
    }
    expect(hasSpoiler(await animated({}))).toBe(false);
  });

  it('goes to what is made like it of another photo as well, unless its owner says who sees that', async () => {
    for (const [spoiler, adult] of [
      [true, false],
      [false, true],
    ] as const) {
      const like = (await animated({ spoiler, adult })).id;
      for (const who of [ana, ben]) {
        const { recipe } = await clipFrom('animate', { photos: [stand.photo()], like }, who);
        expect(recipe.order).toMatchObject({ spoiler, adult });
      }
    }
    const { id: like } = await animated({ visibility: 'private' });
    const again = { photos: [stand.photo()], like };
    expect((await clipFrom('animate', again, ana)).visibility).toBe('private');
    expect((await clipFrom('animate', { ...again, visibility: 'community' }, ana)).visibility).toBe(
      'community',
    );
  });

  it('a failed job hands them to the next try', async () => {
    const { job } = await ask(
      stand.services,
      'animate',
      ana,
      { photos: [stand.photo()] },
      { ...here, spoiler: true, adult: true },
    );
    await stand.store.database.execute(
      `update jobs set state = 'done', outcome = 'failed', failure = '{"kind":"model_failed","facts":{}}'`,
    );
    const again = await ask(stand.services, 'retry', ana, { id: job?.id }, here);
    expect((await stand.reload(again.job?.id ?? '')).order).toMatchObject({ spoiler: true, adult: true });
  });

  it('a community that covers everything covers what any surface brings', async () => {
    await changeRules(stand.services, 'home', () => ({ cover: 'always' }));
    expect((await animated({ spoiler: false })).recipe.order.spoiler).toBe(true);
  });

  it('nothing private is made for those who have no place of their own', async () => {
    const photos = [stand.photo()];
    const { id } = await animated({});
    const ways: readonly [string, object, Partial<Request>][] = [
      ['animate', { photos }, {}],
      ['reroll', { id }, {}],
      ['remix', { id }, {}],
      ['edit', { id, prompt: 'pan left' }, {}],
      ['motion', { id, to: 'more' }, {}],
      ['extend', { id }, {}],
      ['refine', { id }, {}],
    ];
    for (const requester of requesterKinds)
      for (const visibility of visibilities)
        for (const [name, raw, more] of ways) {
          const told = await ask(
            stand.services,
            name,
            ana,
            { ...raw },
            { ...here, ...more, requester, visibility },
          )
            .then(({ text }) => text.key)
            .catch((error: unknown) => asFailure(error).kind);
          // Nobody may have many waiting at once.
          await stand.store.database.execute(`update jobs set state = 'done', outcome = 'cancelled'`);
          const refused = visibility === 'private' && !hasPrivateChat(requester);
          expect(told, `${name}, ${visibility}, ${requester}`).toBe(
            refused ? 'no_private_place' : 'accepted',
          );
        }
    const said = { photos, visibility: 'private' };
    const asked = ask(stand.services, 'animate', ana, said, { ...here, requester: 'channel' });
    await expect(asked).rejects.toMatchObject({ kind: 'no_private_place' });
  });
});
