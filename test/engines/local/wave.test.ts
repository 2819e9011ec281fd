import { expect, test } from 'vitest';
import { createNoise, createRandom } from '../../../src/engines/local/random.ts';
import { clamp, cosine, ease, sine } from '../../../src/engines/local/wave.ts';

test('our sine is the sine', () => {
  for (let turns = -3; turns < 3; turns += 0.013) {
    expect(Math.abs(sine(turns) - Math.sin(turns * 2 * Math.PI))).toBeLessThan(5e-6);
    expect(Math.abs(cosine(turns) - Math.cos(turns * 2 * Math.PI))).toBeLessThan(5e-6);
  }
});

test('easing starts and ends at rest', () => {
  expect([ease(0), ease(0.5), ease(1)]).toEqual([0, 0.5, 1]);
  expect(ease(0.01)).toBeLessThan(0.001);
  expect([clamp(-1, 0, 2), clamp(1, 0, 2), clamp(3, 0, 2)]).toEqual([0, 1, 2]);
});

test('a seed gives the same numbers on every machine', () => {
  const random = createRandom(42);
  expect([random(), random(), random()]).toEqual([
    0.6011037519201636, 0.44829055899754167, 0.8524657934904099,
  ]);
  expect(createRandom(2 ** 32 - 1)()).not.toBe(createRandom(0)());
});

test('noise wanders without jumps and stays within its bounds', () => {
  const noise = createNoise(createRandom(9));
  let before = noise(-5);
  for (let x = -5; x < 140; x += 0.01) {
    const here = noise(x);
    expect(Math.abs(here)).toBeLessThanOrEqual(1);
    expect(Math.abs(here - before)).toBeLessThan(0.03);
    before = here;
  }
});
