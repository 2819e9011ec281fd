import { expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { Failure } from '../../../src/core/failure.ts';
import { cameras, ratios } from '../../../src/core/order.ts';
import { planRender } from '../../../src/engines/local/local-plan.ts';
import { displacement } from '../../../src/engines/local/safe-zone.ts';
import { inputOf, order, shotOf, stillRecipe } from './studio.ts';

const thrownBy = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('nothing was refused');
};

test.each([
  ['photo', '480p', 854, 480],
  ['16:9', '1080p', 1920, 1080],
  ['9:16', '720p', 720, 1280],
  ['1:1', '480p', 480, 480],
  ['4:5', '720p', 720, 900],
] as const)('%s at %s is %i by %i', (ratio, resolution, width, height) => {
  const plan = planRender(shotOf({ ratio, resolution, photos: [{ width: 1921, height: 1080 }] }), null);
  expect(plan.input).toMatchObject({ width, height });
});

test('a panorama is cut to 2.4 to 1 and the plan says so', () => {
  const wide = planRender(shotOf({ photos: [{ width: 10_000, height: 40 }] }), null);
  expect(wide.input).toMatchObject({ width: 1152, height: 480 });
  expect(wide.warnings).toEqual([{ kind: 'ratio', asked: 'photo', used: '2.4:1' }]);
  const tall = planRender(shotOf({ photos: [{ width: 40, height: 10_000 }] }), null);
  expect(tall.input).toMatchObject({ width: 480, height: 1152 });
  expect(tall.warnings).toEqual([{ kind: 'ratio', asked: 'photo', used: '1:2.4' }]);
});

test.each([24, 30, 60] as const)('%i frames a second make that many for each second', (fps) => {
  for (const seconds of [1, 10])
    expect(planRender(shotOf({ fps, seconds }), null).input).toMatchObject({ frames: fps * seconds, fps });
});

test('planning is pure, and its input survives a trip through JSON', () => {
  const shot = shotOf({ local: effects[0]?.local(order) ?? stillRecipe });
  const plan = planRender(shot, 'local-2.5d');
  expect(planRender(shot, null)).toEqual(plan);
  expect(JSON.parse(JSON.stringify(plan.input))).toEqual(plan.input);
  expect(plan).toMatchObject({ engine: 'local', model: 'local-2.5d', credits: 0, warnings: [] });
});

test('more pixels and frames are more work and take longer', () => {
  const short = planRender(shotOf({ seconds: 1 }), null);
  const long = planRender(shotOf({ seconds: 4 }), null);
  expect(long.work).toBeCloseTo(4 * short.work);
  expect(long.seconds).toBeGreaterThan(short.seconds);
});

const pan = (amount: number) => shotOf({ local: { ...stillRecipe, moves: [{ kind: 'pan', amount }] } });

test('motion beyond the safe zone is refused with its reason', () => {
  const failure = thrownBy(() => planRender(pan(0.3), null));
  expect(failure.kind).toBe('too_much_motion');
  expect(failure.facts['limit']).toBe(20);
  expect(failure.facts['percent']).toBeGreaterThan(20);
});

test('motion near the limit is warned about', () => {
  expect(planRender(pan(0.17), null).warnings).toMatchObject([{ kind: 'motion' }]);
  expect(planRender(pan(0.1), null).warnings).toEqual([]);
});

test.each(effects)('$name moves the picture by about 6 % of its width at most as it comes', (effect) => {
  const recipe = effect.local({ ...order, motion: effect.defaults.motion });
  for (const seed of [1, 2, 3, 4, 5])
    expect(displacement(inputOf({ recipe, seed, frames: 96 }))).toBeLessThan(0.062);
});

test('no effect is warned about as it comes', () => {
  for (const effect of effects)
    for (const ratio of ratios) {
      const local = effect.local({ ...order, motion: effect.defaults.motion });
      expect(planRender(shotOf({ ratio, seconds: 4, local }), null).warnings).toEqual([]);
    }
});

// Every shape where most moves; what moves less is refused nowhere else than in the tallest.
test('no effect is refused, whatever its motion, camera, ratio, words and length', () => {
  for (const effect of effects)
    for (const camera of [null, ...cameras])
      for (const [motion, shapes] of [
        ['high', ratios],
        ['medium', ['9:16']],
        ['low', ['9:16']],
      ] as const)
        for (const ratio of shapes)
          for (const seconds of [1, 10]) {
            const asked = { ...order, camera, motion, seconds, prompt: 'fast' };
            const shot = shotOf({ ratio, seconds, local: effect.local(asked) });
            expect(planRender(shot, null).engine).toBe('local');
          }
});

test.each([
  ['another model', shotOf({}), 'film-9000'],
  ['no photo', shotOf({ photos: [] }), null],
  ['no time', shotOf({ seconds: 0 }), null],
  ['an hour', shotOf({ seconds: 3600 }), null],
])('%s is refused', (_, shot, model) => {
  expect(thrownBy(() => planRender(shot, model)).kind).toBe('invalid_input');
});
