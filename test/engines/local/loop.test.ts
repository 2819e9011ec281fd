import { expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { understand } from '../../../src/core/words/understand.ts';
import { createRandom, createWander } from '../../../src/engines/local/random.ts';
import { inputOf, order, photoFor, shootFrames } from './studio.ts';

const frames = 96;

const difference = (a = new Uint8Array(), b = new Uint8Array()): number =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;

test.each(effects)(
  '$name comes back to its first frame in a loop, and slowly where it turns',
  async (effect) => {
    const recipe = { ...effect.local({ ...order, prompt: 'seamless loop' }), drift: 0.5 };
    expect(recipe.loop).toBe(true);
    const { photo, source, see, width, height } = await photoFor(effect);
    const moments = [0, 95, 96, 97, 30];
    const input = inputOf({ recipe, frames, width, height });
    const shown = await shootFrames(photo, input, moments, photo, source, see);
    const [first, last, again, second, later] = shown;
    expect(difference(first, again)).toBeLessThan(0.05);
    expect(difference(first, later)).toBeGreaterThan(0.2);
    const step = Math.max(difference(last, again), difference(first, second));
    expect(step).toBeLessThan(0.6 * difference(first, later) + 0.3);
  },
);

test('a prompt may ask for a loop', () => {
  expect(understand('a seamless loop of the waterfall').loop).toBe(true);
  expect(understand('looping').loop).toBe(true);
  expect(understand('a loophole').loop).toBe(false);
});

test('wandering comes round in a loop, and does not otherwise', () => {
  const round = createWander(createRandom(4), 0.6, 4, true);
  const free = createWander(createRandom(4), 0.6, 4, false);
  for (const time of [0, 0.7, 2.9]) {
    expect(round(time + 4)).toBeCloseTo(round(time), 10);
    expect(free(time + 4)).not.toBeCloseTo(free(time), 3);
  }
});
