import { expect, test } from 'vitest';
import type { Size } from '../../src/core/shot.ts';
import { advise, measure, needed, type Readiness } from '../../src/media/readiness.ts';

const size = { width: 64, height: 48 };
const kept = { width: 1280, height: 960 };

const draw = (level: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: size.width * size.height }, (_, at) =>
    level(at % size.width, Math.floor(at / size.width)),
  );

const look = (level: (x: number, y: number) => number, photo: Size = kept): Readiness =>
  measure(draw(level), size, photo);

test('an even grey has no contrast, no edges and no noise', () => {
  expect(look(() => 128)).toEqual({
    shortSide: 960,
    aspect: 4 / 3,
    sharpness: 0,
    contrast: 0,
    clipped: 0,
    clutter: 0,
    noise: 0,
  });
});

test('contrast is the deviation from the mean', () => {
  expect(look((x) => (x < 32 ? 77 : 179)).contrast).toBeCloseTo(0.2, 5);
});

test('black and white pixels count as clipped', () => {
  expect(look((x) => (x < 16 ? 0 : x < 32 ? 255 : 128)).clipped).toBe(0.5);
});

test('a slope is smooth: neither sharp nor noisy', () => {
  expect(look((x) => x * 4)).toMatchObject({ sharpness: 0, clutter: 0, noise: 0 });
});

test('one step is an edge two pixels wide', () => {
  expect(look((x) => (x < 32 ? 60 : 200)).clutter).toBeCloseTo(2 / 62, 5);
});

test('a single bright pixel is as sharp as the Laplacian says', () => {
  const count = 62 * 46;
  expect(look((x, y) => (x === 30 && y === 20 ? 110 : 10)).sharpness).toBeCloseTo((20 * 100 ** 2) / count, 5);
});

test('the noise of independent pixels is found', () => {
  // A sum of twelve uniform numbers is as good as a normal one.
  let state = 1;
  const uniform = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const normal = (): number => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
  const { noise } = look(() => 128 + 10 * normal());
  expect(noise).toBeGreaterThan(9);
  expect(noise).toBeLessThan(11);
});

test('a tall photo is measured like a wide one', () => {
  expect(look(() => 0, { width: 500, height: 2000 })).toMatchObject({ shortSide: 500, aspect: 4 });
});

const good: Readiness = {
  shortSide: 1080,
  aspect: 1.5,
  sharpness: 400,
  contrast: 0.2,
  clipped: 0.02,
  clutter: 0.1,
  noise: 2,
};

test('a good photo needs no advice', () => {
  expect(advise(good)).toEqual([]);
});

const flaws = [
  ['small', { shortSide: 719 }],
  ['blurred', { sharpness: 99 }],
  ['flat_contrast', { contrast: 0.09 }],
  ['hard_contrast', { contrast: 0.4 }],
  ['clipped', { clipped: 0.3 }],
  ['cluttered', { clutter: 0.25 }],
  ['noisy', { noise: 9 }],
  ['narrow', { aspect: 2.6 }],
] as const;

for (const [advice, flaw] of flaws) {
  test(`a photo with ${JSON.stringify(flaw)} is ${advice}`, () => {
    expect(advise({ ...good, ...flaw })).toEqual([advice]);
  });
}

test('a flat photo is not called blurred for its lack of contrast', () => {
  expect(advise({ ...good, contrast: 0.08, sharpness: 60 })).toEqual(['flat_contrast']);
  expect(advise({ ...good, contrast: 0.08, sharpness: 10 })).toEqual(['blurred', 'flat_contrast']);
});

test('only very small, very grainy and very long photos need something first', () => {
  const good = look((x) => x * 4);
  expect(needed(good)).toEqual([]);
  expect(needed({ ...good, shortSide: 300, noise: 10, aspect: 2.6 })).toEqual([]);
  expect(needed({ ...good, shortSide: 200 })).toEqual(['enlarge']);
  expect(needed({ ...good, noise: 20, aspect: 3.2 })).toEqual(['clean', 'crop']);
});
