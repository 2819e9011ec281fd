import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { lengthsOnBeat } from '../../src/jobs/join-clips.ts';
import { removeClip } from '../../src/jobs/remove.ts';
import { findEncoder } from '../../src/media/find-encoder.ts';
import { probe } from '../../src/media/probe.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { standUp } from '../jobs/job-stand.ts';
import { animateCat, ask, clipsFrom, realParts, untilDone } from '../jobs/job-studio.ts';
import { drums, wavOf } from '../media/beat/tracks.ts';
import { decode } from '../media/clips.ts';
import { actor } from '../peers/render-services.ts';

const ana = actor('ana');
const encoder = await findEncoder(undefined);

describe('joining clips', { timeout: 300_000 }, () => {
  const stand = standUp();
  beforeEach(async () => {
    await stand.rebuild(realParts());
    await stand.work();
  });
  const pixels = async (file: string) =>
    decode(encoder, await stand.services.storage.path(file), 'gray', { filters: 'scale=48:32' });

  it('makes one of them, in the first one’s frame, and the same one again', async () => {
    const [first] = await animateCat(stand, { fps: 24 });
    const [second] = await animateCat(stand, { fps: 30, ratio: '9:16', seed: 2, visibility: 'private' });
    const asked = { id: first?.id, clip2: second?.id, clip3: first?.id, style: 'cut' };
    const [film] = await clipsFrom(stand, 'join', ana, asked);
    if (first === undefined || second === undefined || film === undefined) throw new Error('no clip');
    expect(film).toMatchObject({ width: first.width, height: first.height, fps: 24, score: null });
    expect(await probe(await stand.services.storage.path(film.file))).toMatchObject({ frames: 72 });
    expect(film.recipe.post).toEqual([
      { kind: 'stitch', clips: [second.file, first.file], ends: [second.seconds, first.seconds], fade: 0 },
    ]);
    expect(film.recipe.order.joined).toMatchObject({ clips: [first.id, second.id, first.id], style: 'cut' });
    const [own, whole] = [await pixels(first.file), await pixels(film.file)];
    const frame = 48 * 32;
    for (const at of [0, 23])
      for (const start of [0, 48]) {
        const [one, other] = [
          own.subarray(at * frame, (at + 1) * frame),
          whole.subarray((start + at) * frame, (start + at + 1) * frame),
        ];
        const error =
          one.reduce((sum, level, index) => sum + Math.abs(level - (other[index] ?? 0)), 0) / frame;
        expect(error).toBeLessThan(3);
      }

    const [titled] = await clipsFrom(stand, 'edit', ana, { id: film.id, title: 'Two cats' });
    expect(titled?.recipe.post).toEqual([...film.recipe.post, { kind: 'title', text: 'Two cats' }]);
    const [again] = await clipsFrom(stand, 'edit', ana, { id: titled?.id, title: '' });
    expect(await pixels(again?.file ?? '')).toEqual(whole);
    const changed = ask(stand.services, 'edit', ana, { id: film.id, effect: 'parallax' });
    await expect(changed).rejects.toMatchObject({ kind: 'not_rerendered' });
  });

  it('on the beat of a sound that is shorter, which repeats', async () => {
    const [first] = await animateCat(stand);
    const path = join(stand.folder(), 'beat.wav');
    await writeFile(path, wavOf(drums(120, 0.25, 1.5)));
    const asked = { id: first?.id, clip2: first?.id, style: 'beat', audio: { path, name: 'beat.wav' } };
    const [film] = await clipsFrom(stand, 'join', ana, asked);
    expect(film?.recipe.post.at(-1)).toMatchObject({ kind: 'sound', repeats: true });
    const facts = await probe(await stand.services.storage.path(film?.file ?? ''));
    expect(facts.audio).toBe(true);
  });

  it('leaves out what was deleted meanwhile, and says so', async () => {
    const [first] = await animateCat(stand);
    const [second] = await animateCat(stand, { seed: 2 });
    if (first === undefined || second === undefined) throw new Error('no clip');
    await stand.rebuild(realParts());
    const { job } = await ask(stand.services, 'join', ana, { id: first.id, clip2: second.id });
    await removeClip(stand.services, second);
    await stand.work();
    await untilDone(stand, job?.id ?? '');
    const [film] = await clipsOfJob(stand.store.database, job?.id ?? '');
    expect(film?.seconds).toBeCloseTo(1, 1);
    expect(film?.recipe.warnings).toMatchObject([{ kind: 'join', used: 'parts' }]);
  });
});

it('cuts at the last beat that each clip reaches', () => {
  expect(lengthsOnBeat([1.2, 1.2, 1.2], { tempo: 120, first: 0 })).toEqual([1, 1, 1.2]);
  expect(lengthsOnBeat([0.2, 3], { tempo: 60, first: 0.5 })).toEqual([0.2, 3]);
});
