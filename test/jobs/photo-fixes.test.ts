import { describe, expect, it } from 'vitest';
import { animate } from '../../commands/animate.ts';
import { confirm } from '../../commands/confirm.ts';
import { extend } from '../../commands/extend.ts';
import { reroll } from '../../commands/reroll.ts';
import type { Fix } from '../../src/core/advice.ts';
import type { Command } from '../../src/core/command.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Media } from '../../src/jobs/services.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { listConsents } from '../../src/store/consents.ts';
import { recipeLines } from '../../src/text/recipe-text.ts';
import { english } from '../messages/opened.ts';
import { actor, plainMedia, request } from '../peers/render-services.ts';
import { otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('a photo that is fixed before it is rendered', () => {
  const stand = standUp();
  const applied: (readonly Fix[])[] = [];
  const media: Media = {
    ...plainMedia,
    intakePhoto: (source, target, at, fixes = []) => {
      applied.push(fixes);
      return plainMedia.intakePhoto(source, target, at, fixes);
    },
  };
  const run = (command: unknown, raw: object) =>
    bind(command as Command<typeof stand.services>, stand.services, {
      effects: ['parallax', 'kiss'],
      engines: [],
      models: [],
    }).run(request(actor('ana'), { target: { platform: 'memory' }, canAsk: true }), { ...raw });

  it('is fixed once, and the recipe and whatever is made from it say so', async () => {
    await stand.rebuild({ media, engines: [otherEngine(stand.engine, 'free', 0)] });
    applied.length = 0;
    const { job } = await run(animate, { photos: [stand.photo()], fix: 'enlarge,clean' });
    expect(applied).toEqual([['enlarge', 'clean']]);
    await runJob(stand.services, job?.id ?? '', new AbortController().signal);
    const [clip] = await clipsOfJob(stand.store.database, job?.id ?? '');
    if (clip === undefined) throw new Error('there is no clip');
    expect(recipeLines(english, clip).join()).toContain('photo fixed: Enlarge and Remove grain');
    const again = await run(reroll, { id: clip.id });
    const { order } = await stand.reload(again.job?.id ?? '');
    expect([order.photos, order.fixes]).toEqual([clip.recipe.order.photos, ['enlarge', 'clean']]);
    expect(applied).toHaveLength(1);
    await run(animate, { photos: [stand.photo()], like: clip.id });
    expect(applied.at(-1)).toEqual(['enlarge', 'clean']);
  });

  it('is refused where a mask or depth map was made for the photo as it is', async () => {
    await stand.rebuild({ media, engines: [otherEngine(stand.engine, 'free', 0)] });
    const given = { photos: [stand.photo()], mask: stand.photo() };
    await expect(run(animate, { ...given, fix: 'crop' })).rejects.toMatchObject({ kind: 'fix_moves' });
    await expect(run(animate, { ...given, fix: 'enlarge' })).resolves.toHaveProperty('job');
  });

  it('is asked about when it is poor, with the fixes it needs and no others; frames of a clip are not', async () => {
    const intakePhoto: Media['intakePhoto'] = async (source, target, at, fixes = []) => {
      applied.push(fixes);
      return { ...(await plainMedia.intakePhoto(source, target, at)), poor: ['enlarge', 'clean'] };
    };
    const plain = { ...media, intakePhoto };
    await stand.rebuild({ media: plain, engines: [otherEngine(stand.engine, 'free', 0)] });
    const asked = async (values: object) => {
      const reply = await run(animate, { photos: [stand.photo()], ...values });
      expect([reply.text.key, reply.job]).toEqual(['ask_photo', null]);
      applied.length = 0;
      return reply.actions[0]?.id;
    };
    const { job } = await run(confirm, { id: await asked({}), to: 'fix' });
    expect(applied).toEqual([['enlarge', 'clean']]);
    await run(confirm, { id: await asked({}), to: 'crop' });
    expect(applied).toEqual([]);
    // What it shows is agreed to on the same card, with the fix or without.
    const both = await run(animate, { photos: [stand.photo(), stand.photo()], effect: 'kiss' });
    expect(both.text).toMatchObject({ key: 'ask_photo', values: { question: 'kiss' } });
    expect(both.actions.map(({ argument }) => argument)).toEqual(['hidden', 'fix-hidden', 'no']);
    const fixed = await run(confirm, { id: both.actions[0]?.id, to: 'fix-hidden' });
    const agreed = await listConsents(stand.store.database, fixed.job?.id ?? '');
    expect(agreed.map(({ question }) => question)).toEqual(['kiss']);
    expect(applied.slice(-2)).toEqual(Array(2).fill(['enlarge', 'clean']));
    await runJob(stand.services, job?.id ?? '', new AbortController().signal);
    const [clip] = await clipsOfJob(stand.store.database, job?.id ?? '');
    const longer = await run(extend, { id: clip?.id });
    expect([longer.text.key, longer.job === null]).toEqual(['accepted', false]);
  });
});
