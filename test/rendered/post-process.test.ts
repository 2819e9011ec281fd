import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { standUp } from '../jobs/job-stand.ts';
import { animateCat, ask, clipsFrom, realParts } from '../jobs/job-studio.ts';
import { actor } from '../peers/render-services.ts';

const ana = actor('ana');

describe('what is done to a clip after filming', { timeout: 300_000 }, () => {
  const stand = standUp();

  beforeEach(async () => {
    await stand.rebuild(realParts());
    await stand.work();
  });

  it('is nothing unless wished for', async () => {
    const [clip] = await animateCat(stand);
    expect(clip?.recipe.post).toEqual([]);
    expect(clip).toMatchObject({ height: 160, fps: 24 });
  });

  it('is what was wished for, and the recipe says how it really ran', async () => {
    // A crop follows the subject.
    await stand.rebuild(realParts('on'));
    const post = [
      { kind: 'reframe', ratio: '9:16', fill: { kind: 'subject' } },
      { kind: 'smooth', fps: 48, method: 'motion' },
      { kind: 'watermark', mark: { kind: 'text', text: 'Made with care' } },
    ] as const;
    const [clip] = await animateCat(stand, { post });
    if (clip === undefined) throw new Error('no clip');
    const facts = await probe(await stand.services.storage.path(clip.file));
    expect(facts).toMatchObject({ height: 160, frames: 48 });
    expect(clip).toMatchObject({ width: facts.width, height: facts.height, fps: facts.fps });
    expect(clip.height / clip.width).toBeCloseTo(16 / 9, 1);
    const [reframe, ...others] = clip.recipe.post;
    expect(reframe).toMatchObject({ kind: 'reframe', fill: { kind: 'crop', y: 0.5 } });
    expect(others).toEqual(post.slice(1));
    expect(clip.recipe.order.post).toEqual(post);
    expect(clip.score).toBeGreaterThan(0.4);

    // Another seed moves otherwise, so what is cut away may differ, and nobody needs to look for whom to follow.
    await stand.rebuild(realParts());
    const [again] = await clipsFrom(stand, 'reroll', ana, { id: clip.id });
    expect(again?.recipe.order.post).toEqual(post);
    expect(again?.recipe.post.slice(1)).toEqual(others);
    const wishes = { id: clip.id, smooth: 'off', reframe: 'off', watermark: '', deflicker: 'on' };
    const [edited] = await clipsFrom(stand, 'edit', ana, wishes);
    expect(edited?.recipe.post).toEqual([{ kind: 'deflicker' }]);
  });

  it('is a logo in the corner, which a reroll keeps and which leaves with its clips', async () => {
    const blue = { create: { width: 40, height: 20, channels: 4, background: '#0000ffff' } } as const;
    const path = join(stand.folder(), 'logo.png');
    await sharp(blue).png().toFile(path);
    const [clip] = await animateCat(stand, {}, { path, name: 'logo.png' });
    if (clip === undefined) throw new Error('no clip');
    const poster = sharp(await stand.services.storage.path(clip.thumbnail)).removeAlpha();
    const { data } = await poster.raw().toBuffer({ resolveWithObject: true });
    const blues = data.filter((level, at) => at % 3 === 2 && level > 180 && (data[at - 2] ?? 255) < 90);
    expect(blues.length).toBeGreaterThan(100);
    expect(clip.recipe.post).toMatchObject([{ kind: 'watermark', mark: { kind: 'picture' } }]);
    const [again] = await clipsFrom(stand, 'reroll', ana, { id: clip.id });
    expect(again?.recipe.post).toEqual(clip.recipe.post);
    for (const { id } of [clip, ...(again ? [again] : [])]) await ask(stand.services, 'delete', ana, { id });
    expect(await readdir(join(stand.folder(), 'files/logos'))).toEqual([]);
  });

  it('is the closing of a loop where the model cannot', async () => {
    const parts = realParts();
    const [model] = parts.engine.models();
    if (model === undefined) throw new Error('no model');
    const { loops: _, ...plain } = model;
    await stand.rebuild({ ...parts, engine: { ...parts.engine, models: () => [plain] } });
    const [clip] = await animateCat(stand, { loop: true });
    expect(clip?.recipe.post).toEqual([{ kind: 'loop', fade: 0.75 }]);
    expect(clip?.seconds).toBeCloseTo(2 / 3, 1);
  });

  it('is nothing for a loop that comes out of the model without a seam', async () => {
    const [clip] = await animateCat(stand, { loop: true });
    expect(clip?.recipe.post).toEqual([]);
    expect(clip?.recipe.input).toMatchObject({ recipe: { loop: true } });
  });
});
