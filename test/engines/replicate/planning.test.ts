import { describe, expect, test } from 'vitest';
import type { Shot } from '../../../src/core/shot.ts';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import { createPlanning } from '../../../src/engines/replicate/planning.ts';
import { creditsFor, readPrices } from '../../../src/engines/replicate/prices.ts';
import { planning, shotOf } from './shots.ts';

const planOf = (model: string, changes: Partial<Shot>) => planning.plan(shotOf(changes), model);
const asked = (model: string, changes: Partial<Shot>) => ({ input: planOf(model, changes).input });
const tall = [{ width: 1080, height: 1920 }];

describe('a length', () => {
  test.each([
    ['kling-2.6', 1, 5],
    ['kling-2.6', 7.5, 5],
    ['kling-2.6', 7.6, 10],
    ['veo-3.1', 5, 4],
    ['veo-3.1', 7, 6],
    ['seedance-1-lite', 1, 2],
    ['seedance-1-lite', 4.5, 4],
    ['hailuo-2.3', 8, 6],
    ['hailuo-2.3', 9, 10],
  ])('of %s nearest to %d s is %d s, the shorter of two', (model, seconds, duration) => {
    expect(asked(model, { seconds })).toMatchObject({ input: { input: { duration } } });
  });

  test.each([
    [1, 81, 24, '3.3 s'],
    [4, 81, 20, null],
    [5, 81, 16, null],
    [6, 97, 16, null],
    [7.5, 121, 16, null],
    [8, 121, 15, null],
    [10, 121, 12, null],
  ])(
    'of %d s is %d frames at %d a second, near the rate Wan was trained at',
    (seconds, frames, rate, used) => {
      const plan = planOf('wan-2.2-fast', { seconds });
      expect(plan.input).toMatchObject({ input: { num_frames: frames, frames_per_second: rate } });
      expect(plan.warnings).toEqual(used === null ? [] : [{ kind: 'seconds', asked: `${seconds} s`, used }]);
    },
  );

  test.each([
    [1, 97],
    [4.6, 97],
    [5, 129],
    [10, 225],
  ])('of %d s is %d frames of LTX', (seconds, length) => {
    expect(asked('ltx-video', { seconds })).toMatchObject({ input: { input: { length } } });
  });

  test.each([
    ['hailuo-02', 6, { duration: 6, resolution: '1080p' }],
    ['hailuo-2.3', 6, { duration: 6, resolution: '1080p' }],
    ['hailuo-2.3-fast', 6, { duration: 6, resolution: '1080p' }],
    ['pixverse-4.5', 5, { duration: 5, quality: '1080p' }],
    ['pixverse-5', 5, { duration: 5, quality: '1080p' }],
  ])('of ten seconds gives way to 1080p on %s, which then films %d s', (model, seconds, input) => {
    const plan = planOf(model, { seconds: 10, resolution: '1080p' });
    expect(plan.input).toMatchObject({ input });
    expect(plan.warnings).toContainEqual({ kind: 'seconds', asked: '10 s', used: `${seconds} s` });
  });
});

describe('a warning', () => {
  test.each([
    ['ratio', 'seedance-1-lite', { ratio: '1:1' }, '1:1', 'photo'],
    ['ratio', 'veo-3.1', { ratio: '4:5', seconds: 4 }, '4:5', '9:16'],
    ['ratio', 'veo-3.1', { photos: [{ width: 900, height: 1600 * 0.75 }], seconds: 4 }, 'photo', '9:16'],
    ['seconds', 'seedance-1-lite', { seconds: 1 }, '1 s', '2 s'],
    ['resolution', 'wan-2.2-fast', { resolution: '1080p' }, '1080p', '720p'],
    ['seed', 'kling-2.6', { seed: 7 }, '7', 'none'],
  ] as const)('of %s is given by %s', (kind, model, changes, wished, used) => {
    expect(planOf(model, changes).warnings).toEqual([{ kind, asked: wished, used }]);
  });

  test.each([
    ['veo-3.1', { photos: tall, seconds: 4, ratio: '9:16' }],
    ['veo-3.1', { photos: tall, seconds: 4 }],
    ['seedance-1-lite', { photos: tall, ratio: '9:16' }],
    ['seedance-1-lite', { photos: [{ width: 1000, height: 1020 }], ratio: '1:1' }],
    ['p-video', { resolution: '480p', seconds: 5 }],
  ] as const)('is not given by %s for what is as good as what was wished', (model, changes) => {
    expect(planOf(model, changes).warnings).toEqual([]);
  });

  test('of the camera is given where a preset brings its own', () => {
    const models = [{ model: 'pixverse-5', prompt: null, preset: 'ymca', reason: 'a dance' }];
    const plan = planOf('pixverse-5', { models, camera: 'zoom-in' });
    expect(plan.warnings).toEqual([{ kind: 'camera', asked: 'zoom-in', used: 'ymca' }]);
    expect(plan.input).toMatchObject({ input: { prompt: 'A cat blinks.', effect: "Let's YMCA!" } });
  });
});

describe('a price', () => {
  test.each([
    [0.35, 35],
    [0.07 * 5, 35],
    [0.07 * 10, 70],
    [0.125, 13],
    [0.0201, 3],
    [0, 0],
  ])('of %d dollars is %d credits', (usd, credits) => {
    expect(creditsFor(usd)).toBe(credits);
  });

  test('from the settings replaces the catalogue’s, in its own unit', () => {
    const prices = readPrices('kling-2.6=0.08, wan-2.2-fast=0.2') ?? {};
    const own = createPlanning({ models: catalogue, disabled: new Set(), prices });
    expect(own.plan(shotOf({}), 'kling-2.6').credits).toBe(40);
    expect(own.plan(shotOf({ seconds: 10 }), 'wan-2.2-fast').credits).toBe(20);
    expect(own.plan(shotOf({}), 'wan-2.5').credits).toBe(50);
    expect(own.models().find(({ name }) => name === 'kling-2.6')?.price).toEqual({
      usd: 0.08,
      per: 'second',
    });
  });

  test('grows with work and time as the clip does', () => {
    const short = planOf('seedance-1-pro', { seconds: 5 });
    const long = planOf('seedance-1-pro', { seconds: 10, resolution: '1080p' });
    expect(short).toMatchObject({ work: 11.25, seconds: 60, credits: 30 });
    expect(long).toMatchObject({ work: 50, seconds: 90, credits: 150 });
  });
});

describe('restoring the photo first', () => {
  const local = (denoise: number, contrast: number) => ({
    local: {
      ...shotOf({}).local,
      restoration: { denoise, contrast, tone: 'none' as const, repair: 'off' as const },
    },
  });
  const before = {
    ref: 'flux-kontext-apps/restore-image',
    input: { output_format: 'jpg', seed: 42 },
    photo: 'input_image',
  };

  test.each([
    ['an effect that does not repair', {}, null, 13, 35],
    ['an effect that repairs noise', local(0.4, 0), before, 17, 45],
    ['an effect that repairs contrast', local(0, 0.5), before, 17, 45],
    ['an effect that repairs with no strength', local(0, 0), null, 13, 35],
  ] as const)('of %s is planned so', (_, changes, step, credits, seconds) => {
    const plan = planOf('seedance-1-pro-fast', changes);
    expect(Object(plan.input).before ?? null).toEqual(step);
    expect(plan).toMatchObject({ credits, seconds });
  });

  test('is only done to a photo that is alone', () => {
    const plan = planOf('seedance-1-lite', { ...local(1, 1), photos: [...tall, ...tall] });
    expect(plan.input).not.toHaveProperty('before');
  });

  test('is left out while its model is disabled, and has its own price', () => {
    const shot = shotOf(local(1, 1));
    const without = createPlanning({ models: catalogue, disabled: new Set(['restore']), prices: {} });
    expect(without.plan(shot, 'seedance-1-pro-fast')).toEqual(planOf('seedance-1-pro-fast', {}));
    const own = createPlanning({
      models: catalogue,
      disabled: new Set(),
      prices: readPrices('restore=0.1') ?? {},
    });
    expect(own.plan(shot, 'seedance-1-pro-fast').credits).toBe(23);
  });
});

test('planning is pure, and its input survives a trip through JSON', () => {
  for (const { name } of planning.models()) {
    const plan = planOf(name, { camera: 'orbit-left' });
    expect(planOf(name, { camera: 'orbit-left' })).toEqual(plan);
    expect(JSON.parse(JSON.stringify(plan.input))).toStrictEqual(plan.input);
  }
});
