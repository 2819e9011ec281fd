import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kiss } from '../../../../effects/kiss.ts';
import { parallax } from '../../../../effects/parallax.ts';
import { findDepthModel } from '../../../../src/engines/local/depth/find-model.ts';
import { createLocalEngine } from '../../../../src/engines/local/local-engine.ts';
import { planRender } from '../../../../src/engines/local/local-plan.ts';
import type { RenderInput } from '../../../../src/engines/local/render-input.ts';
import { probe } from '../../../../src/media/probe.ts';
import { useFolder } from '../../../media/folders.ts';
import { runners } from '../../../media/runners.ts';
import { unfenced } from '../../../peers/fence.ts';
import { blind, meadow, order, shootFrames, shotOf } from '../studio.ts';
import { onnxModel } from './onnx.ts';
import { hasPeer } from './peer.ts';

const { inside } = useFolder();
const [encoder = { name: 'node-av' }] = runners;
const photo = await meadow(320, 240);
const shot = shotOf({ local: parallax.local(order) });
const model = { path: 'model.onnx', hash: '0123456789ab' };

test('a recipe names the model that tells its depth, where depth matters', () => {
  const choice = { model, problem: null };
  expect(planRender(shot, null, choice).input).toMatchObject({ depthModel: model.hash });
  expect(planRender(shot, null).input).not.toHaveProperty('depthModel');
  const flat = shotOf({ local: kiss.local(order) });
  expect(planRender(flat, null, choice).input).not.toHaveProperty('depthModel');
  expect(planRender(flat, null, { model: null, problem: 'gone' }).warnings).toEqual([]);
});

test('a recipe whose model has gone is filmed all the same, and told of', async () => {
  const plan = createLocalEngine(encoder, { model, problem: null }).plan(shot, null);
  const troubles: string[] = [];
  const without = createLocalEngine(encoder, undefined, (cause) => troubles.push(cause), 'off');
  const context = { photos: [photo], signal: AbortSignal.timeout(50_000), output: inside('clip.mp4') };
  const operation = await without.start(plan, { ...context, fence: unfenced, idempotencyKey: 'marker' });
  await without.collect(operation, { ...context, onProgress: () => {} });
  expect(await probe(inside('clip.mp4'))).toMatchObject({ frames: 24 });
  expect(troubles).toEqual([expect.stringMatching(/not here/)]);
});

describe.runIf(hasPeer)('with a runtime', () => {
  test('the same recipe makes the same frames, which are not those of a guess', async () => {
    writeFileSync(inside('model.onnx'), onnxModel('bright is near'));
    const choice = await findDepthModel(inside('model.onnx'));
    const input = planRender(shot, null, choice).input as RenderInput;
    const shoot = (source: Parameters<typeof shootFrames>[4]) =>
      shootFrames(photo, input, [0, 12, 23], photo, source);
    const [first, again, guess] = [
      await shoot({ ...blind, model: choice.model }),
      await shoot({ ...blind, model: choice.model }),
      await shoot(blind),
    ];
    expect(again).toEqual(first);
    expect(guess).not.toEqual(first);
  });
});
