import { describe, expect, it } from 'vitest';
import { animate } from '../../commands/animate.ts';
import { edit } from '../../commands/edit.ts';
import { extend } from '../../commands/extend.ts';
import { reroll } from '../../commands/reroll.ts';
import type { Command } from '../../src/core/command.ts';
import type { Engine } from '../../src/core/engine.ts';
import { asFailure } from '../../src/core/failure.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { requireLicensedParts } from '../../src/jobs/join-clips.ts';
import { quote } from '../../src/jobs/quote.ts';
import { nextSteps } from '../../src/jobs/repeat-order.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { findInputFiles } from '../../src/store/input-file-rows.ts';
import { actor, request } from '../peers/render-services.ts';
import { order } from '../store/rows.ts';
import { otherEngine } from './engines.ts';
import { standUp } from './job-stand.ts';

describe('a photo that a clip ends with', () => {
  const stand = standUp();
  const seen: number[] = [];
  /** Takes a first and a last photo. */
  const spanning = (engine: Engine): Engine => ({
    ...engine,
    models: () => engine.models().map((model) => ({ ...model, photos: 2 as const })),
    plan: (shot, model) => engine.plan(shot, model),
    start: (plan, context) => {
      seen.push(context.photos.length);
      return engine.start(plan, context);
    },
  });
  const run = (command: unknown, raw: object) =>
    bind(command as Command<typeof stand.services>, stand.services, {
      effects: stand.services.effects.map(({ name }) => name),
      engines: ['far', 'free'],
      models: [],
    }).run(request(actor('ana'), { target: { platform: 'memory' } }), { ...raw });
  const jobOf = async (command: unknown, raw: object) => {
    const { job } = await run(command, raw);
    return stand.reload(job?.id ?? '');
  };

  it('is stored like the first one, given to the model, and stays with everything made from the clip', async () => {
    await stand.rebuild({ engines: [spanning(otherEngine(stand.engine, 'wide', 0))] });
    const photo = stand.photo();
    const job = await jobOf(animate, { photos: [photo], last: photo, effect: 'old-photo' });
    const { last } = job.order;
    expect(await findInputFiles(stand.store.database, [last ?? ''])).toMatchObject([
      { owner: 'ana', kind: 'last' },
    ]);
    await runJob(stand.services, job.id, new AbortController().signal);
    expect(seen).toEqual([2]);
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    expect(clip?.recipe.order.last).toBe(last);
    for (const command of [reroll, edit])
      expect((await jobOf(command, { id: clip?.id })).order.last).toBe(last);
    // It is there already: going from the photo to itself, it would stand still.
    expect((await jobOf(extend, { id: clip?.id })).order.last).toBeNull();
    const other = await jobOf(edit, { id: clip?.id, last: photo });
    expect(other.order.last).not.toBe(last);
    expect(typeof other.order.last).toBe('string');
  });

  it('is part of the terms that are told before, and no reason to offer the local engine', async () => {
    const local = otherEngine(stand.engine, 'here', 0, true);
    await stand.rebuild({ engines: [local, spanning(otherEngine(stand.engine, 'wide', 3))] });
    const wish = { owner: 'ana', effect: 'parallax' };
    expect(await quote(stand.services, wish, 1)).toMatchObject({ local: true, credits: 0 });
    const ends = await quote(stand.services, { ...wish, last: 'given' }, 1);
    expect(ends).toMatchObject({ local: false, credits: 3, dataGoesTo: ['wide'] });
    const job = { id: 'x', candidates: [], engine: 'wide', model: 'wide-model', order };
    const offered = (last: string | null) =>
      nextSteps(stand.services, { ...job, order: { ...order, last } }, 'model_failed');
    expect(offered(null).map(({ argument }) => argument)).toContain('local');
    expect(offered('photo').map(({ argument }) => argument)).not.toContain('local');
  });

  it('and a clip for commercial use continues only one that is', async () => {
    const free = { ...otherEngine(stand.engine, 'free', 0) };
    const open = { ...free, models: () => free.models().map((model) => ({ ...model, commercial: true })) };
    await stand.rebuild({ engines: [otherEngine(stand.engine, 'far', 0), open] });
    const clipBy = async (engine: string) => {
      const job = await jobOf(animate, { photos: [stand.photo()], effect: 'old-photo', engine });
      await runJob(stand.services, job.id, new AbortController().signal);
      return (await clipsOfJob(stand.store.database, job.id))[0];
    };
    const [far, fine] = [await clipBy('far'), await clipBy('free')];
    const continued = (clip: typeof far) =>
      requireLicensedParts(stand.services, {
        commercial: true,
        after: { clip: clip?.id ?? '', owner: 'ana', seconds: 1 },
      });
    await continued(fine);
    await expect(continued(far)).rejects.toThrow('not_commercial');
  });

  it.each([
    [{ effect: 'hug' }, 'last_frame_pair'],
    [{ effect: 'old-photo' }, 'no_last_frame'],
  ])('is refused for %j without a model for it: %s, and nothing is kept', async (raw, kind) => {
    await stand.rebuild({ engines: [otherEngine(stand.engine, 'here', 0, true)] });
    const photo = stand.photo();
    const photos = raw.effect === 'hug' ? [photo, photo] : [photo];
    const failed = run(animate, { photos, last: photo, ...raw }).catch((error: unknown) => error);
    expect(asFailure(await failed).kind).toBe(kind);
  });
});
