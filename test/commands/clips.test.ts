import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/reply.ts';
import { resultReply } from '../../src/jobs/clip-answer.ts';
import { findClip, insertClip } from '../../src/store/clip-rows.ts';
import { countRatings } from '../../src/store/ratings.ts';
import { sentence } from '../../src/text/sentence.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { english } from '../messages/opened.ts';
import { asMarked, keep } from '../peers/marked.ts';
import { actor } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';

const ana = actor('ana');
const ben = actor('ben');

const said = ({ text }: Reply): string =>
  text.key === 'recipe' ? sentence(english, text) : `not a recipe but ${text.key}`;

describe('commands on a clip', () => {
  const stand = standUp();

  /** A finished job of Ana's with so many takes. */
  const made = async (takes: number, changes: object = {}) => {
    const job = await insertJob(stand.store.database, jobRow());
    if (job === null) throw new Error('not added');
    const clips = Array.from({ length: takes }, (_, index) => ({
      ...clipRow(job.id, index + 1),
      ...changes,
    }));
    await using workspace = await stand.services.storage.workspace();
    for (const clip of clips) {
      await insertClip(stand.store.database, clip);
      for (const key of [clip.file, clip.thumbnail]) {
        await writeFile(join(workspace.folder, 'bytes'), key);
        await keep(stand.services.storage, key, join(workspace.folder, 'bytes'));
      }
    }
    return { job, ids: clips.map(({ id }) => id) };
  };
  const left = async (ids: readonly string[]): Promise<boolean[]> =>
    Promise.all(ids.map(async (id) => (await findClip(stand.store.database, id)) !== null));

  it('are listed ten to a page, and somebody without any is told so', async () => {
    expect((await ask(stand.services, 'clips', ben, {})).text).toEqual({ key: 'no_clips', values: {} });
    await made(10);
    const full = await ask(stand.services, 'clips', ana, {});
    expect(full).toMatchObject({ text: { key: 'clips', values: { count: 10 } }, next: null });
    expect(full.actions).toHaveLength(10);
    await made(1);
    const first = await ask(stand.services, 'clips', ana, {});
    expect(first.actions.at(-1)).toEqual({ command: 'clips', id: first.next });
    const rest = await ask(stand.services, 'clips', ana, { before: first.next });
    expect(rest).toMatchObject({ text: { values: { count: 1 } }, next: null });
  });

  it('are found by words in their prompts', async () => {
    const { recipe } = clipRow('', 1);
    const wish = (prompt: string) => ({ recipe: { ...recipe, order: { ...recipe.order, prompt } } });
    const { ids } = await made(1, wish('waves at the Beach'));
    await made(1, wish('slow zoom'));
    const found = await ask(stand.services, 'clips', ana, { words: 'beach' });
    expect(found.actions).toEqual([{ command: 'clip', id: ids[0] }]);
    const none = await ask(stand.services, 'clips', ana, { words: 'desert' });
    expect(sentence(english, none.text)).toBe('None of your clips match “desert”.');
  });

  it('deleting one take leaves the others', async () => {
    const { ids } = await made(3);
    const { text } = await ask(stand.services, 'delete', ana, { id: ids[1] });
    expect(text).toEqual({ key: 'deleted', values: { clips: 1, stays: 0, shown: 0 } });
    expect(await left(ids)).toEqual([true, false, true]);
  });

  it('the button under a result deletes all that the result showed, files too', async () => {
    const { job, ids } = await made(3);
    const files = (await Promise.all(ids.map((id) => findClip(stand.store.database, id)))).flatMap((clip) =>
      clip === null ? [] : [{ clip, path: asMarked(''), thumbnail: '' }],
    );
    const { actions } = await resultReply(stand.services, job, null, files, [], []);
    const button = actions.find(({ command }) => command === 'delete');
    const { text } = await ask(stand.services, 'delete', ana, { id: button?.id });
    expect(text).toEqual({ key: 'deleted', values: { clips: 3, stays: 0, shown: 0 } });
    expect(await left(ids)).toEqual([false, false, false]);
    await expect(stand.services.storage.path('clips/2.mp4')).rejects.toMatchObject({ kind: 'not_found' });
    const again = ask(stand.services, 'delete', ana, { id: button?.id });
    await expect(again).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('Keep leaves all of them, and the button that asks about all', async () => {
    const { job, ids } = await made(3);
    const { actions } = await ask(stand.services, 'delete', ana, { id: job.id, first: 'keep' });
    expect(await left(ids)).toEqual([true, true, true]);
    expect(actions.find(({ command }) => command === 'delete')).toMatchObject({
      id: job.id,
      argument: 'ask',
    });
  });

  it("nobody deletes the takes of someone else's job", async () => {
    const { job, ids } = await made(2, { visibility: 'public' });
    await expect(ask(stand.services, 'delete', ben, { id: job.id })).rejects.toMatchObject({
      kind: 'not_allowed',
    });
    expect(await left(ids)).toEqual([true, true]);
  });

  it('a rating counts once for each who gave it, and the latest word counts', async () => {
    const { ids } = await made(1, { visibility: 'public' });
    const rate = (who: typeof ana, to: string) => ask(stand.services, 'rate', who, { id: ids[0], to });
    await Promise.all([...Array(5)].map(() => rate(ana, 'up')));
    await rate(ben, 'down');
    expect(await countRatings(stand.store.database, ids[0] ?? '')).toEqual({ up: 1, down: 1 });
    expect((await rate(ana, 'down')).text).toEqual({ key: 'rated', values: { liked: false } });
    expect(await countRatings(stand.store.database, ids[0] ?? '')).toEqual({ up: 0, down: 2 });
  });

  it('a recipe tells everything needed to make the clip again', async () => {
    const { ids } = await made(1);
    const [id = ''] = ids;
    const row = await findClip(stand.store.database, id);
    const words = said(await ask(stand.services, 'recipe', ana, { id }));
    for (const word of [
      'Effect: Parallax (version 1)',
      'Model: local engine',
      'Seed: 7',
      '4 sec',
      '720p',
      `Clip ID: ${id}`,
    ])
      expect(words).toContain(word);
    expect(words).toContain('Post-processing: none');
    expect(row?.score).toBeNull();
  });

  it("someone else's clip shows only the buttons that are not refused", async () => {
    const { ids } = await made(1, { visibility: 'public' });
    const names = async (who: typeof ana) =>
      (await ask(stand.services, 'clip', who, { id: ids[0] })).actions.map(({ command }) => command);
    expect(await names(ben)).toEqual(['extend', 'report', 'save', 'recipe', 'rate', 'rate']);
    expect(await names(actor(''))).toEqual(['save', 'recipe']);
    expect(await names(ana)).toHaveLength(14);
  });
});

describe('animate like a clip', () => {
  const stand = standUp();
  const photos = () => [stand.photo()];

  const free = async () => {
    const { engine } = stand;
    await stand.rebuild({
      engine: { ...engine, plan: (shot, model) => ({ ...engine.plan(shot, model), credits: 0 }) },
    });
  };
  const liked = async (changes: object): Promise<string> => {
    const job = await insertJob(stand.store.database, jobRow());
    const row = clipRow(job?.id ?? '', 1);
    const order = {
      ...row.recipe.order,
      ...{ effect: 'old-photo', prompt: 'gently', seed: 99, seconds: 6, depth: 'map' },
      after: { clip: row.id, owner: 'ana', seconds: 4 },
      ...{ motion: 'low' as const, post: [{ kind: 'deflicker' as const }] },
    };
    await insertClip(stand.store.database, { ...row, recipe: { ...row.recipe, order }, ...changes });
    return row.id;
  };

  it('takes its recipe, but for what is chosen anew and what it was made from', async () => {
    await free();
    const like = await liked({});
    const { job } = await ask(stand.services, 'animate', ana, {
      photos: photos(),
      like,
      seconds: 3,
      upscale: '720p',
    });
    expect((await stand.reload(job?.id ?? '')).order).toMatchObject({
      ...{ effect: 'old-photo', prompt: 'gently', seed: 99, seconds: 3, motion: 'low' },
      ...{ after: null, depth: null },
      post: [{ kind: 'deflicker' }, { kind: 'upscale', resolution: '720p' }],
      visibility: 'private',
    });
  });

  it("does not exist for those who may not see the clip, and works on others' clips that they may", async () => {
    await free();
    const hidden = ask(stand.services, 'animate', ben, { photos: photos(), like: await liked({}) });
    await expect(hidden).rejects.toMatchObject({ kind: 'not_found' });
    const like = await liked({ visibility: 'public' });
    const { job } = await ask(stand.services, 'animate', ben, { photos: photos(), like });
    expect((await stand.reload(job?.id ?? '')).order).toMatchObject({ owner: 'ben', seed: 99 });
  });
});
