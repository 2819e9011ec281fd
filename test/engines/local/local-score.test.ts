import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { guessed } from '../../../src/engines/local/depth/source.ts';
import { planRender } from '../../../src/engines/local/local-plan.ts';
import { renderFrames } from '../../../src/engines/local/render.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';
import { clipReportPath } from '../../../src/media/clip-report.ts';
import { findEncoder } from '../../../src/media/find-encoder.ts';
import { checkClip } from '../../../src/media/finish.ts';
import { blind, order, shotOf } from './studio.ts';

const folder = await mkdtemp(join(tmpdir(), 'photoplay-score-'));
afterAll(() => rm(folder, { recursive: true }));
const encoder = await findEncoder(undefined);
const { signal } = new AbortController();
const photo = 'test/fixtures/photos/portrait-astronaut.jpg';

const chosen = effects.filter(({ name }) => ['parallax', 'zoom-in', 'old-photo', 'breeze'].includes(name));

test.each(chosen)('$name scores about the same unseen as decoded', async (effect) => {
  const output = join(folder, `${effect.name}.mp4`);
  const { motion } = effect.defaults;
  const local = effect.local({ ...order, motion });
  const shot = shotOf({ motion, local, seconds: 1, photos: [{ width: 512, height: 512 }] });
  const input = { ...(planRender(shot, null).input as RenderInput), width: 240, height: 240 };
  const previews: Buffer[] = [];
  await renderFrames(
    {
      encoder,
      photos: [photo],
      depth: effect.name === 'old-photo' ? guessed : blind,
      sound: null,
      input,
      output,
    },
    signal,
    () => {},
    () => {},
    () => {},
    (jpeg) => previews.push(jpeg),
    0,
  );
  const shown = await Promise.all(previews.map((jpeg) => sharp(jpeg).metadata()));
  expect(shown).toEqual([expect.objectContaining({ format: 'jpeg' })]);
  const poster = join(folder, 'poster.jpg');
  const unseen = await checkClip(encoder, output, poster, motion, signal);
  await rm(clipReportPath(output));
  const decoded = await checkClip(encoder, output, poster, motion, signal);
  expect(Math.abs((unseen.score ?? 0) - (decoded.score ?? 0))).toBeLessThan(0.1);
});
