import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import type { Clip } from '../../src/core/clip.ts';
import type { Command, FileSource } from '../../src/core/command.ts';
import type { Engine } from '../../src/core/engine.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Reply } from '../../src/core/reply.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import type { Services } from '../../src/jobs/services.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { auditLedger, balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { actor, request } from '../peers/render-services.ts';
import { standUp } from './job-stand.ts';

const beat = { tempo: 100, first: 0.25 };

describe('a sound and a depth map beside the photo', () => {
  const stand = standUp();
  /** Depth maps that the engine was handed. */
  const seen: string[] = [];

  beforeEach(async () => {
    await grantCredits(stand.store.database, 'ana', 100);
    seen.length = 0;
    const real: Engine = stand.engine;
    const collect: Engine['collect'] = async (operation, context) => {
      seen.push(context.depth === undefined ? 'none' : await readFile(context.depth, 'utf8'));
      await real.collect(operation, context);
    };
    await stand.rebuild({ engine: { ...real, collect } });
  });

  const give = async (name: string): Promise<FileSource> => {
    await writeFile(join(stand.folder(), name), `bytes of ${name}`);
    return { path: join(stand.folder(), name), name };
  };
  const run = (name: string, values: object, services = stand.services): Promise<Reply> => {
    const command = commands.find((one) => one.name === name);
    if (command === undefined) throw new Error(`no command ${name}`);
    const known = { effects: ['parallax', 'kiss', 'talking-head'], engines: [], models: [] };
    return bind(command as Command<Services>, services, known).run(request(actor('ana')), { ...values });
  };
  const made = async (reply: Reply): Promise<Clip> => {
    await stand.done(reply.job?.id ?? '');
    const [clip] = await clipsOfJob(stand.store.database, reply.job?.id ?? '');
    if (clip === undefined) throw new Error('no clip');
    return clip;
  };
  const animate = async (beside: object) => run('animate', { photos: [stand.photo()], ...beside });
  const kept = async (kind: string): Promise<string[]> =>
    readdir(join(stand.folder(), 'files', kind)).catch(() => []);
  const textOf = async ({ file }: Clip) => readFile(await stand.services.storage.path(file), 'utf8');

  it('are heard in the clip and handed to the engine, and the recipe says so', async () => {
    await stand.work();
    const clip = await made(await animate({ audio: await give('song'), depth: await give('map') }));
    const { order, post } = clip.recipe;
    expect(order.beat).toEqual(beat);
    expect(post).toEqual([{ kind: 'sound', file: order.sound, start: 0 }]);
    expect(await textOf(clip)).toMatch(/bytes of song$/);
    expect(seen).toEqual(['bytes of map']);
    expect(await kept('sounds')).toEqual([`${order.sound}.m4a`]);
    expect(await kept('depths')).toEqual([`${order.depth}.png`]);
  });

  it('may be the sound of the video itself, from its chosen second, and stays in what is made from the clip', async () => {
    const heard: unknown[] = [];
    const { media } = stand.services;
    const intakeSound: typeof media.intakeSound = (source, target, from) => {
      heard.push(from);
      if (from === 9) throw new Failure('sound_not_audio');
      return media.intakeSound(source, target);
    };
    const services = { ...stand.services, media: { ...media, intakeSound } };
    await stand.work();
    const film = { photos: [await give('film')], original: true };
    const clip = await made(await run('animate', { ...film, at: 2.5 }, services));
    expect([heard, await textOf(clip)]).toEqual([[2.5], expect.stringMatching(/bytes of film$/)]);
    const again = await made(await run('reroll', { id: clip.id }));
    expect([again.recipe.order.sound, heard.length]).toEqual([clip.recipe.order.sound, 1]);
    for (const { id } of [clip, again]) await run('delete', { id });
    expect(await kept('sounds')).toEqual([]);
    const silent = run('animate', { ...film, at: 9 }, services);
    await expect(silent).rejects.toMatchObject({ kind: 'video_silent', facts: { name: 'film' } });
    for (const other of [{ audio: await give('song') }, { photos: [stand.photo(), stand.photo()] }])
      await expect(run('animate', { ...film, ...other })).rejects.toMatchObject({ kind: 'original_alone' });
    const spoken = run('animate', { ...film, effect: 'talking-head' }, services);
    await expect(spoken).rejects.toMatchObject({ kind: 'cannot_ask' });
  });

  it('are not there when nobody gave them', async () => {
    await stand.work();
    const clip = await made(await animate({}));
    expect(clip.recipe.post).toEqual([]);
    expect(clip.recipe.order).toMatchObject({ sound: null, depth: null, beat: null });
    expect(await textOf(clip)).not.toMatch(/bytes of song/);
    expect(seen).toEqual(['none']);
  });

  it('stay with rerolls and edits, until an edit brings others', async () => {
    await stand.work();
    const first = await made(await animate({ audio: await give('song'), depth: await give('map') }));
    const { sound, depth } = first.recipe.order;
    const again = await made(await run('reroll', { id: first.id }));
    expect(again.recipe.order).toMatchObject({ sound, depth, beat });
    const other = await made(await run('edit', { id: again.id, audio: await give('tune') }));
    expect(other.recipe.order).toMatchObject({ depth, photos: first.recipe.order.photos });
    expect(other.recipe.order.sound).not.toBe(sound);
    expect(await textOf(other)).toMatch(/bytes of tune$/);
    expect(seen).toEqual(['bytes of map', 'bytes of map', 'bytes of map']);
  });

  it('go on through what is joined to the clip, but for the depth of a photo it no longer shows', async () => {
    await stand.work();
    const first = await made(await animate({ audio: await give('song'), depth: await give('map') }));
    const { sound } = first.recipe.order;
    const longer = await made(await run('extend', { id: first.id }));
    expect(longer.recipe.order).toMatchObject({ sound, beat, depth: null });
    expect(longer.recipe.post.map(({ kind }) => kind)).toEqual(['follow', 'sound']);
    expect(seen).toEqual(['bytes of map', 'none']);
  });

  it('go when the last clip that uses them goes', async () => {
    await stand.work();
    const first = await made(await animate({ audio: await give('song'), depth: await give('map') }));
    const second = await made(await run('reroll', { id: first.id }));
    await run('delete', { id: first.id });
    expect([await kept('sounds'), await kept('depths')].flat()).toHaveLength(2);
    await run('delete', { id: second.id });
    expect([await kept('sounds'), await kept('depths'), await kept('photos')].flat()).toEqual([]);
  });

  it('go when their time is over, and a reroll then says what is gone', async () => {
    await stand.work();
    const clip = await made(await animate({ audio: await give('song') }));
    await stand.store.database.execute(
      sql`update photos set expires_at = now() - interval '1 day' where kind = 'sound'`,
    );
    await sweep(stand.services);
    expect(await kept('sounds')).toEqual([]);
    await expect(run('reroll', { id: clip.id })).rejects.toMatchObject({
      kind: 'expired',
      facts: { file: 'sound' },
    });
  });

  it('with a mask are stored, in the recipe and used again; one of another shape or for two people is refused', async () => {
    await stand.work();
    const clip = await made(await animate({ mask: await give('mask'), masked: 'still' }));
    expect(clip.recipe.order).toMatchObject({ mask: expect.any(String), masked: 'still' });
    expect(await kept('masks')).toEqual([`${clip.recipe.order.mask}.png`]);
    const again = await made(await run('reroll', { id: clip.id }));
    expect(again.recipe.order.mask).toBe(clip.recipe.order.mask);
    const two = { photos: [stand.photo(), stand.photo()], effect: 'kiss', mask: await give('mask') };
    await expect(run('animate', two)).rejects.toMatchObject({ kind: 'mask_unused' });
    const square = async (source: string, target: string) => {
      const stored = await stand.services.media.intakeDrawing(source, target, 'mask');
      return { ...stored, width: 100, height: 100 };
    };
    const services = { ...stand.services, media: { ...stand.services.media, intakeDrawing: square } };
    const wrong = run('animate', { photos: [stand.photo()], mask: await give('mask') }, services);
    await expect(wrong).rejects.toMatchObject({ kind: 'mask_shape', facts: { mask: '100×100' } });
  });

  it('with reference photos and what to leave out reach the model, stay with rerolls, and go with the clip', async () => {
    const { engine } = stand;
    const shown: unknown[] = [];
    const takes = { negative: true, references: 1 } as const;
    await stand.rebuild({
      engine: {
        ...engine,
        models: () => engine.models().map((model) => ({ ...model, ...takes })),
        start: (plan, context) => {
          shown.push([context.photos.length, context.references?.length]);
          return engine.start(plan, context);
        },
      },
    });
    await stand.work();
    const reference = [await give('first'), await give('second')];
    const clip = await made(await animate({ reference, negative: 'rain' }));
    const { references } = clip.recipe.order;
    expect(clip.recipe.order).toMatchObject({
      negative: 'rain',
      references: [expect.any(String), expect.any(String)],
    });
    expect(clip.recipe.warnings).toContainEqual({ kind: 'references', asked: '1', used: clip.recipe.model });
    expect(clip.recipe.warnings.map(({ kind }) => kind)).not.toContain('negative');
    const again = await made(await run('reroll', { id: clip.id }));
    expect(again.recipe.order).toMatchObject({ negative: 'rain', references });
    const other = await made(
      await run('edit', { id: clip.id, negative: '', reference: [await give('third')] }),
    );
    expect(other.recipe.order).toMatchObject({ negative: '', references: [expect.any(String)] });
    expect(shown).toEqual([
      [1, 2],
      [1, 2],
      [1, 1],
    ]);
    for (const { id } of [clip, other]) await run('delete', { id });
    expect(await kept('references')).toHaveLength(2);
    await run('delete', { id: again.id });
    expect(await kept('references')).toEqual([]);
    const { model } = again.recipe;
    await stand.rebuild({});
    const plain = await made(await animate({ reference: [await give('first')], negative: 'rain' }));
    for (const kind of ['negative', 'references'])
      expect(plain.recipe.warnings).toContainEqual({
        kind,
        asked: kind === 'negative' ? '' : '0',
        used: model,
      });
  });

  it.each(['audio', 'depth'])('leave nothing behind and cost nothing when the %s is bad', async (option) => {
    const refuse = async () => {
      throw new Failure(option === 'audio' ? 'sound_not_audio' : 'photo_not_image');
    };
    const intakes = option === 'audio' ? { intakeSound: refuse } : { intakeDrawing: refuse };
    const services = { ...stand.services, media: { ...stand.services.media, ...intakes } };
    const given = { photos: [stand.photo()], audio: await give('song'), depth: await give('map') };
    const asked = run('animate', given, services);
    await expect(asked).rejects.toMatchObject({ facts: { name: option === 'audio' ? 'song' : 'map' } });
    expect([await kept('sounds'), await kept('depths'), await kept('photos')].flat()).toEqual([]);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(100);
    expect(await auditLedger(stand.store.database)).toEqual({ drift: 0, accounts: 0, orphans: 0 });
  });
});
