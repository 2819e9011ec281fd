import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { forgetJobWords } from '../../src/store/forget-words.ts';
import { findInputFiles } from '../../src/store/input-file-rows.ts';
import { balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { replyText } from '../../src/text/reply-text.ts';
import { english } from '../messages/opened.ts';
import { actor, plainMedia } from '../peers/render-services.ts';
import { standUp } from './job-stand.ts';
import { ask } from './job-studio.ts';

const markup = {
  ...{ strong: (text: string) => text, small: (text: string) => text, quoted: (text: string) => text },
  ...{ literally: (text: string) => text, person: String, moment: String, when: String },
};

describe('several photos in one order', () => {
  const stand = standUp();
  const ana = actor('ana');

  const photos = async (...names: readonly string[]) =>
    Promise.all(
      names.map(async (name) => {
        const path = join(stand.folder(), name);
        await writeFile(path, name);
        return { path, name };
      }),
    );
  /** Photos called “bad…” can't be used. */
  const picky = {
    ...plainMedia,
    intakePhoto: async (source: string, target: string) => {
      if (source.includes('bad')) throw new Failure('photo_damaged');
      return plainMedia.intakePhoto(source, target);
    },
  };
  const order = (values: object) => ask(stand.services, 'animate', ana, { ...values });

  it('is one job with a clip each, charged together, and a bad photo is named and left out', async () => {
    await grantCredits(stand.store.database, 'ana', 40);
    await stand.rebuild({ media: picky });
    const { job } = await order({ photos: await photos('one.jpg', 'bad.jpg', 'two.jpg'), ratio: '16:9,1:1' });
    expect(job).toMatchObject({
      takes: 4,
      credits: 12,
      refused: [{ name: 'bad.jpg', photos: [2], kind: 'photo_damaged' }],
    });
    await stand.work();
    await stand.done(job?.id ?? '');
    const clips = await clipsOfJob(stand.store.database, job?.id ?? '');
    expect(clips.map(({ recipe }) => [recipe.order.photos.length, recipe.order.ratio])).toEqual([
      ...[
        [1, '16:9'],
        [1, '1:1'],
      ],
      ...[
        [1, '16:9'],
        [1, '1:1'],
      ],
    ]);
    expect(new Set(clips.map(({ recipe }) => recipe.order.photos[0])).size).toBe(2);
    expect(JSON.stringify(clips)).not.toContain('one.jpg');
    expect(await balanceOf(stand.store.database, 'ana')).toBe(28);
    const [sent] = stand.delivered;
    if (sent === undefined) throw new Error('nothing was sent');
    const text = replyText({ messages: english, markup }, sent);
    expect(text).toContain('4 Parallax clips are ready.');
    expect(text).toContain('bad.jpg: ');
    // Others read what isn't private.
    const open = sent.job === null ? null : { ...sent.job, visibility: 'community' as const };
    expect(replyText({ messages: english, markup }, { ...sent, job: open })).toContain('⚠️ Photo 2: ');
    for (const clip of clips.slice(0, 2)) await ask(stand.services, 'delete', ana, { id: clip.id });
    // A photo goes with the last clip made of it.
    const ids = clips.map(({ recipe }) => recipe.order.photos[0] ?? '');
    expect((await findInputFiles(stand.store.database, ids)).map(({ id }) => id)).toEqual(ids.slice(2));
    await forgetJobWords(stand.store.database, job?.id ?? '');
    expect(JSON.stringify(await stand.reload(job?.id ?? ''))).not.toContain('.jpg');
  });

  it('of an effect for two people are dealt in pairs, and never one too few', async () => {
    await grantCredits(stand.store.database, 'ana', 40);
    const four = await photos('1', '2', '3', '4');
    const asked = await ask(
      stand.services,
      'animate',
      ana,
      { photos: four, effect: 'hug' },
      { canAsk: true },
    );
    expect(asked.text.key).toBe('ask_consent');
    const id = asked.actions[0]?.id ?? '';
    const { job } = await ask(stand.services, 'confirm', ana, { id, to: 'hidden' }, { canAsk: true });
    expect(job?.takes).toBe(2);
    const odd = order({ photos: four.slice(1), effect: 'hug' });
    await expect(odd).rejects.toMatchObject({ kind: 'wrong_photo_count', facts: { given: 3 } });
  });

  it('leave out those without a face before a question is asked, with what they were kept for', async () => {
    await grantCredits(stand.store.database, 'ana', 40);
    await stand.rebuild({
      media: {
        ...plainMedia,
        countFaces: async (path) => ((await readFile(path, 'utf8')).includes('empty') ? 0 : 1),
      },
    });
    const asks = { canAsk: true };
    const six = await photos('a.jpg', 'b.jpg', 'c.jpg', 'empty.jpg', 'e.jpg', 'f.jpg');
    const asked = await ask(stand.services, 'animate', ana, { photos: six, effect: 'hug' }, asks);
    const id = asked.actions[0]?.id ?? '';
    const { job } = await ask(stand.services, 'confirm', ana, { id, to: 'hidden' }, asks);
    const refused = [{ name: 'empty.jpg', photos: [4], kind: 'face_missing', facts: { photo: 4 } }];
    expect(job).toMatchObject({ takes: 2, refused });
    const { order: made } = await stand.reload(job?.id ?? '');
    expect(Object.values(made.names ?? {}).sort()).toHaveLength(6);
    expect(made.photos).toHaveLength(4);
    const left = Object.keys(made.names ?? {}).filter((one) => !made.photos.includes(one));
    expect((await findInputFiles(stand.store.database, left)).length).toBe(0);
    const none = await photos('empty1', 'empty2', 'empty3', 'empty4');
    await expect(
      ask(stand.services, 'animate', ana, { photos: none, effect: 'hug' }, asks),
    ).rejects.toMatchObject({ kind: 'face_missing' });
  });

  it('are refused together when none can be used, or when they are too many clips', async () => {
    await stand.rebuild({ media: picky });
    await expect(order({ photos: await photos('bad1', 'bad2') })).rejects.toMatchObject({
      kind: 'photo_damaged',
      facts: { name: 'bad1' },
    });
    const thirty = await photos(...Array.from({ length: 30 }, (_, index) => `p${index}`));
    await expect(order({ photos: thirty, ratio: '16:9,1:1' })).rejects.toMatchObject({
      kind: 'too_many_clips',
    });
    await expect(order({ photos: thirty, takes: 2 })).rejects.toMatchObject({ kind: 'takes_and_variants' });
  });

  it('count as so many jobs for what is asked next, and give way to others', async () => {
    await grantCredits(stand.store.database, 'ana', 90);
    await stand.rebuild({ room: { jobs: 3 } });
    const { job } = await order({ photos: await photos('a', 'b', 'c', 'd') });
    expect((await stand.reload(job?.id ?? '')).priority).toBe(3);
    await expect(order({ photos: await photos('e') })).rejects.toMatchObject({ kind: 'too_many_jobs' });
  });

  it('of which one fails later keep the others, and the result says which', async () => {
    await grantCredits(stand.store.database, 'ana', 40);
    const engine = stand.engine;
    let calls = 0;
    await stand.rebuild({
      engine: {
        ...engine,
        parallel: 1,
        start: async (plan, context) => {
          if (++calls === 2) throw new Failure('content_blocked');
          return engine.start(plan, context);
        },
      },
    });
    const { job } = await order({ photos: await photos(...'abcdefg') });
    const id = job?.id ?? '';
    const never = new AbortController().signal;
    await runJob(stand.services, id, never);
    // Others have had their turn before the rest is made.
    expect(await stand.reload(id)).toMatchObject({ state: 'generating', lease: null, retries: 0 });
    expect(calls).toBe(5);
    await runJob(stand.services, id, never);
    expect(stand.delivered[0]?.clips).toHaveLength(6);
    expect(stand.delivered[0]?.job?.refused).toEqual([
      { name: 'b', photos: [2], kind: 'content_blocked', facts: expect.anything() },
    ]);
    expect(await balanceOf(stand.store.database, 'ana')).toBe(22);
  });
});
