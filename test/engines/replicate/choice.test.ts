import { describe, expect, test } from 'vitest';
import type { Shot } from '../../../src/core/shot.ts';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import { createPlanning } from '../../../src/engines/replicate/planning.ts';
import { planning, shotOf, thrownBy, twoPhotos } from './shots.ts';

const planOf = (model: string, changes: Partial<Shot>) => planning.plan(shotOf(changes), model);

describe('two photos', () => {
  test('are first and last frame, and raise Kling 2.1 to the mode that takes both', () => {
    const plan = planOf('kling-2.1', { photos: twoPhotos });
    expect(plan.input).toMatchObject({
      input: { mode: 'pro' },
      photos: { start_image: 0, end_image: 1 },
    });
    expect(plan.credits).toBe(45);
  });

  test('are refused by a model without a last frame', () => {
    const failure = thrownBy(() => planOf('hailuo-2.3', { photos: twoPhotos }));
    expect(failure).toMatchObject({ kind: 'invalid_input', facts: { model: 'hailuo-2.3', photos: 2 } });
  });

  test('pass over preferred models without a last frame', () => {
    const models = ['hailuo-2.3', 'veo-3.1'].map((model) => ({
      model,
      prompt: null,
      preset: null,
      reason: '',
    }));
    expect(planning.plan(shotOf({ photos: twoPhotos, models }), null).model).toBe('veo-3.1');
  });

  test('leave presets alone', () => {
    const models = [{ model: 'pixverse-5', prompt: null, preset: 'ymca', reason: '' }];
    const plan = planOf('pixverse-5', { models, photos: twoPhotos });
    expect(plan.input).not.toHaveProperty('input.effect');
  });
});

describe('the model', () => {
  const recipe = (model: string) => ({ model, prompt: `As ${model}.`, preset: null, reason: 'good' });
  const models = [recipe('film-9000'), recipe('kling-2.6'), recipe('wan-2.5')];

  test.each([
    ['the one named', 'veo-3.1', [], 'veo-3.1'],
    ['the effect’s first that exists', null, [], 'kling-2.6'],
    ['the effect’s next when that is disabled', null, ['kling-2.6'], 'wan-2.5'],
    ['the usual one when the effect’s are all disabled', null, ['kling-2.6', 'wan-2.5'], 'wan-2.2-fast'],
    [
      'any other when that is disabled too',
      null,
      ['kling-2.6', 'wan-2.5', 'wan-2.2-fast'],
      'wan-2.1-i2v-480p',
    ],
  ])('is %s', (_, named, disabled, expected) => {
    const plan = createPlanning({ models: catalogue, disabled: new Set(disabled), prices: {} }).plan(
      shotOf({ models }),
      named,
    );
    expect(plan.model).toBe(expected);
  });

  test('is told the effect’s words for it, also when it is named', () => {
    expect(planOf('wan-2.5', { models })).toMatchObject({ input: { input: { prompt: 'As wan-2.5.' } } });
  });

  test('is the usual one when the effect prefers none', () => {
    expect(planning.plan(shotOf({}), null).model).toBe('wan-2.2-fast');
  });

  test.each(['film-9000', 'kwaivgi/kling-v2.6', 'toString'])('named %s is refused', (name) => {
    expect(thrownBy(() => planOf(name, {}))).toMatchObject({ kind: 'invalid_input', facts: { model: name } });
  });

  test('is refused by name once it is disabled, and no longer listed', () => {
    const disabled = new Set<string>();
    const later = createPlanning({ models: catalogue, disabled, prices: {} });
    expect(later.plan(shotOf({}), 'veo-3.1').model).toBe('veo-3.1');
    disabled.add('veo-3.1');
    expect(thrownBy(() => later.plan(shotOf({}), 'veo-3.1')).kind).toBe('invalid_input');
    expect(later.models().map(({ name }) => name)).not.toContain('veo-3.1');
  });

  test('is unavailable when every one is disabled', () => {
    const none = createPlanning({
      models: catalogue,
      disabled: new Set(planning.models().map(({ name }) => name)),
      prices: {},
    });
    expect(thrownBy(() => none.plan(shotOf({}), null)).kind).toBe('unavailable');
  });

  test('is listed with what it can do', () => {
    expect(planning.models().find(({ name }) => name === 'wan-2.2-fast')).toEqual({
      name: 'wan-2.2-fast',
      seconds: { minimum: 80 / 24, maximum: 10 },
      ratios: ['photo'],
      resolutions: ['480p', '720p'],
      frameRates: [24, 30],
      repeatable: true,
      licence: 'Apache-2.0 model',
      commercial: true,
      dataGoesTo: ['Replicate'],
      mark: 'ai-generated',
      price: { usd: 0.05, per: 'clip' },
      photos: 2,
      draft: false,
      refine: 'kling-2.5-turbo-pro',
    });
    expect(planning.models().find(({ name }) => name === 'kling-2.6')).toMatchObject({
      seconds: { minimum: 5, maximum: 10 },
      repeatable: false,
      dataGoesTo: ['Replicate', 'Kuaishou (Kling)'],
      photos: 1,
    });
  });

  test('that a draft is refined with exists', () => {
    const names = planning.models().map(({ name }) => name);
    for (const { refine, name } of planning.models())
      if (refine != null) expect(names.filter((other) => other !== name)).toContain(refine);
  });
});
