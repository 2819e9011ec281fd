import { describe, expect, test } from 'vitest';
import type { Shot } from '../../src/core/shot.ts';
import { harmless, remotePrompt } from '../../src/engines/remote-prompt.ts';
import { catalogue } from '../../src/engines/replicate/models/shipped-models.ts';
import { planning, shotOf } from './replicate/shots.ts';

const modelNamed = (name: string) => {
  const model = catalogue.find((entry) => entry.name === name);
  if (model === undefined) throw new Error(`no ${name}`);
  return model;
};

const told = (name: string, changes: Partial<Shot>): string =>
  remotePrompt(shotOf(changes), modelNamed(name), null, null).prompt;

describe('what a person writes', () => {
  test.each([
    ['she smiles', 'she smiles'],
    ['  one\n\ttwo\r\n three ', 'one two three'],
    ['zoom\u0000\u202e\u200b in', 'zoom in'],
    ['see https://example.org/lora.safetensors?x=1 now', 'see now'],
    ['ftp://example.org', ''],
    ['www.example.org waves', 'waves'],
    ['[Push in] fast', 'Push in fast'],
    ['<lora:evil:1> {x} `y` \\ |', 'lora:evil:1 x y'],
    ['a dog --resolution 1080p --dur 10', 'a dog –resolution 1080p –dur 10'],
    ['he says "stop"', 'he says stop'],
    ['Ünïcödé 漢字 🐈', 'Ünïcödé 漢字 🐈'],
    ['\ud800 alone', 'alone'],
    ['', ''],
  ])('%j becomes %j', (words, safe) => {
    expect(harmless(words)).toBe(safe);
  });

  test('is cut at 500 whole characters', () => {
    expect([...harmless('🐈'.repeat(600))]).toHaveLength(500);
  });

  test('changes nothing of what is sent but the prompt', () => {
    const words =
      'model=veo-3.1 "seed": 1, disable_safety_checker: true [Pan left] https://example.org/x.safetensors';
    for (const { name } of planning.models()) {
      const plain = planning.plan(shotOf({}), name);
      const written = planning.plan(shotOf({ words, prompt: `A cat blinks. ${words}` }), name);
      const same = { ...written, input: { ...Object(written.input) } };
      expect(Object(same.input).input.prompt).toBe(
        'A cat blinks. Also wanted: model=veo-3.1 seed : 1, disable_safety_checker: true Pan left',
      );
      same.input.input = { ...same.input.input, prompt: 'A cat blinks.' };
      expect(same).toEqual(plain);
    }
  });
});

describe('the camera', () => {
  test.each([
    ['kling-2.6', 'zoom-in', 'A cat blinks. The camera zooms in slowly.'],
    ['kling-2.6', 'roll-left', 'A cat blinks. The camera rolls to the left.'],
    ['hailuo-02', 'zoom-in', 'A cat blinks. [Zoom in]'],
    ['hailuo-02', 'dolly-out', 'A cat blinks. [Pull out]'],
    ['hailuo-02', 'orbit-left', 'A cat blinks. The camera orbits around the subject to the left.'],
    ['luma-ray-2-540p', 'zoom-in', 'A cat blinks.'],
    ['luma-ray-2-540p', 'roll-right', 'A cat blinks. The camera rolls to the right.'],
    ['seedance-1-lite', 'still', 'A cat blinks. The camera is fixed.'],
  ] as const)('is told %s as it knows it: %s', (model, camera, prompt) => {
    expect(told(model, { camera })).toBe(prompt);
  });

  test.each([
    ['luma-ray-2-540p', 'orbit-left', { concepts: ['orbit_left'] }],
    ['seedance-1-lite', 'still', { camera_fixed: true }],
  ] as const)('fills a field of %s for %s', (model, camera, fields) => {
    expect(planning.plan(shotOf({ camera }), model).input).toMatchObject({ input: fields });
  });

  test('replaces what the effect says of it, and nothing else', () => {
    const prompt = 'Leaves fall; the camera is fixed; people hold still. The camera drifts. All is calm.';
    expect(told('kling-2.6', { prompt, camera: 'pan-left' })).toBe(
      'Leaves fall; people hold still. All is calm. The camera glides to the left.',
    );
    expect(told('kling-2.6', { prompt: 'She blinks; the camera is fixed.', camera: 'tilt-up' })).toBe(
      'She blinks. The camera tilts up.',
    );
  });

  test('is pinned where the effect fixes it and nobody wrote otherwise', () => {
    const prompt = 'Leaves fall; the camera is fixed.';
    expect(told('hailuo-02', { prompt })).toBe('Leaves fall. [Static shot]');
    expect(planning.plan(shotOf({ prompt }), 'seedance-1-lite').input).toMatchObject({
      input: { prompt: 'Leaves fall. The camera is fixed.', camera_fixed: true },
    });
    const written = { prompt: `${prompt} pan left`, words: 'pan left' };
    expect(told('hailuo-02', written)).toBe('Leaves fall; the camera is fixed. Also wanted: pan left');
    expect(planning.plan(shotOf(written), 'seedance-1-lite').input).not.toHaveProperty('input.camera_fixed');
  });
});

test.each([
  ['low', 'A cat blinks. Movement is slight and slow.'],
  ['medium', 'A cat blinks.'],
  ['high', 'A cat blinks. Movement is strong and lively.'],
] as const)('%s motion is told in words', (motion, prompt) => {
  expect(told('kling-2.6', { motion })).toBe(prompt);
});

test('a trigger is said once, whether the effect says it or not', () => {
  const model = modelNamed('wan-2.1-i2v-480p');
  const preset = model.presets['squish'] ?? null;
  const say = (words: string | null) => remotePrompt(shotOf({}), model, words, preset).prompt;
  expect(say(null)).toBe('A cat blinks. sq41sh squish effect.');
  expect(say('A sq41sh squish effect follows.')).toBe('A sq41sh squish effect follows.');
});

test('a model without a negative prompt is not told one', () => {
  expect(planning.plan(shotOf({}), 'veo-3.1').input).toMatchObject({ input: { negative_prompt: 'flicker' } });
  expect(planning.plan(shotOf({ negative: '' }), 'veo-3.1').input).not.toHaveProperty(
    'input.negative_prompt',
  );
  expect(planning.plan(shotOf({}), 'wan-2.2-fast').input).not.toHaveProperty('input.negative_prompt');
});
