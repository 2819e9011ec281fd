import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import { removeClip } from '../../src/jobs/remove.ts';
import { findEncoder } from '../../src/media/find-encoder.ts';
import { clipsOfJob, insertClip } from '../../src/store/clip-rows.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { decode } from '../media/clips.ts';
import { actor } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow, order } from '../store/rows.ts';
import { standUp } from './job-stand.ts';
import { animateCat, ask, clipsFrom, realParts, untilDone } from './job-studio.ts';

const ana = actor('ana');
const encoder = await findEncoder(undefined);
const small = { width: 64, height: 48 };

describe('extending a clip', { timeout: 300_000 }, () => {
  const stand = standUp();

  // No pixel matters to most: only one test renders.
  beforeEach(async () => {
    for (const owner of ['ana', 'ben']) await grantCredits(stand.store.database, owner, 100);
    await stand.work();
  });

  /** How much each frame differs from the one before. */
  const stepsOf = async (file: string): Promise<number[]> => {
    const filters = `scale=${small.width}:${small.height}`;
    const grey = await decode(encoder, await stand.services.storage.path(file), 'gray', { filters });
    const area = small.width * small.height;
    const steps: number[] = [];
    for (let start = area; start < grey.length; start += area) {
      let sum = 0;
      for (let at = start; at < start + area; at += 1)
        sum += Math.abs((grey[at] ?? 0) - (grey[at - area] ?? 0));
      steps.push(sum / area);
    }
    return steps;
  };

  it('goes on from its last frame, and both are one clip without a jump', async () => {
    await stand.rebuild(realParts());
    const [clip] = await animateCat(stand, { seconds: 2, visibility: 'community', community: 'home' });
    const [longer] = await clipsFrom(stand, 'extend', ana, { id: clip?.id });
    if (clip === undefined || longer === undefined) throw new Error('no clip');
    expect(longer.seconds).toBeCloseTo(3.5, 1);
    expect([longer.width, longer.height, longer.fps]).toEqual([clip.width, clip.height, clip.fps]);
    expect(longer.recipe.post).toEqual([{ kind: 'follow', clip: clip.file, fade: 0.5 }]);
    expect(longer.recipe.order).toMatchObject({ seconds: 2, effect: 'parallax', seed: 7 });
    expect(longer.recipe.order.after).toEqual({
      ...{ clip: clip.id, owner: 'ana', seconds: clip.seconds },
      parts: [{ effect: 'parallax', post: [], prompt: '' }],
    });
    const [before, after] = [await stepsOf(clip.file), await stepsOf(longer.file)];
    expect(Math.max(...after)).toBeLessThan(Math.max(...before) * 2 + 1);
    expect(after.slice(0, 30)).toEqual(before.slice(0, 30).map((step) => expect.closeTo(step, 0)));
  });

  it('may be done again, and its second part made anew', async () => {
    const [clip] = await animateCat(stand);
    const [longer] = await clipsFrom(stand, 'extend', ana, { id: clip?.id });
    const follows = (first: Clip | undefined) => [{ kind: 'follow', clip: first?.file, fade: 0.5 }];
    expect(longer?.recipe.post).toEqual(follows(clip));
    const [longest] = await clipsFrom(stand, 'extend', ana, { id: longer?.id });
    expect(longest?.recipe.post).toEqual(follows(longer));
    const [other] = await clipsFrom(stand, 'reroll', ana, { id: longer?.id, seed: 8 });
    expect(other?.recipe.post).toEqual(follows(clip));
    expect(other?.recipe.order.seed).toBe(8);
  });

  it('makes a clip of its own for whoever extends what they may see, private where the first one is', async () => {
    const [clip] = await animateCat(stand, { visibility: 'public' });
    const [theirs] = await clipsFrom(stand, 'extend', actor('ben'), { id: clip?.id });
    expect(theirs).toMatchObject({ owner: 'ben', visibility: 'private' });
    const [secret] = await animateCat(stand);
    const more = { visibility: 'public' } as const;
    const reply = await ask(stand.services, 'extend', ana, { id: secret?.id }, more);
    expect(reply).toMatchObject({ ephemeral: true, job: { visibility: 'private' } });
    await untilDone(stand, reply.job?.id ?? '');
  });

  it('delivers the new part by itself when the first clip is deleted meanwhile', async () => {
    const [clip] = await animateCat(stand);
    if (clip === undefined) throw new Error('no clip');
    const { engine } = stand;
    const deleting: typeof engine = {
      ...engine,
      collect: async (...asked) => {
        await engine.collect(...asked);
        await removeClip(stand.services, clip);
      },
    };
    await stand.rebuild({ engine: deleting });
    const { job } = await ask(stand.services, 'extend', ana, { id: clip.id });
    await untilDone(stand, job?.id ?? '');
    const [alone] = await clipsOfJob(stand.store.database, job?.id ?? '');
    expect(alone?.recipe).toMatchObject({ post: [], warnings: [{ kind: 'join' }] });
    const again = ask(stand.services, 'reroll', ana, { id: alone?.id });
    await expect(again).rejects.toMatchObject({ kind: 'not_found' });
  });

  const stored = async (changes: object): Promise<string> => {
    const job = await insertJob(stand.store.database, jobRow());
    const row = clipRow(job?.id ?? '', 1);
    await insertClip(stand.store.database, { ...row, ...changes });
    return row.id;
  };

  it('ends at a minute', async () => {
    const extending = ask(stand.services, 'extend', ana, { id: await stored({ seconds: 57 }) });
    await expect(extending).rejects.toMatchObject({ kind: 'too_long', facts: { seconds: 61, limit: 60 } });
  });

  it('ends at a minute for a new part with other wishes too', async () => {
    const after = { clip: await stored({}), owner: 'ana', seconds: 54 };
    const id = await stored({
      seconds: 57,
      recipe: { ...clipRow('', 1).recipe, order: { ...order, after } },
    });
    const editing = ask(stand.services, 'edit', ana, { id, seconds: 10 });
    await expect(editing).rejects.toMatchObject({ kind: 'too_long', facts: { seconds: 64, limit: 60 } });
  });

  it('joins nothing any more that has become somebody else’s secret', async () => {
    const [clip] = await animateCat(stand, { visibility: 'public' });
    const [theirs] = await clipsFrom(stand, 'extend', actor('ben'), { id: clip?.id });
    await ask(stand.services, 'share', ana, { id: clip?.id, to: 'private' });
    const again = ask(stand.services, 'reroll', actor('ben'), { id: theirs?.id });
    await expect(again).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is not for clips of two photos', async () => {
    const pair = stand.services.effects.map((effect) => ({
      ...effect,
      needs: { photos: 2 } as const,
    }));
    const services = { ...stand.services, effects: pair };
    const extending = ask(services, 'extend', ana, { id: await stored({}) });
    await expect(extending).rejects.toMatchObject({ kind: 'not_extendable', facts: { effect: 'parallax' } });
  });
});
