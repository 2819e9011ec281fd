import { expect, test } from 'vitest';
import { coneLimit } from '../../../../src/engines/local/depth/cone.ts';
import { createRandom } from '../../../../src/engines/local/random.ts';
import { planeOf } from '../../../../src/media/pixels/plane.ts';

test.each([0.2, 0.05, 0.01])('no neighbours differ by more than %f', (slope) => {
  const random = createRandom(4);
  const { width, height, values } = coneLimit(
    planeOf(90, 70, () => random()),
    slope,
  );
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const here = values[y * width + x] ?? 0;
      if (x > 0) expect(Math.abs(here - (values[y * width + x - 1] ?? 0))).toBeLessThan(slope + 1e-5);
      if (y > 0) expect(Math.abs(here - (values[(y - 1) * width + x] ?? 0))).toBeLessThan(slope + 1e-5);
    }
});

test('a near thing keeps its size and the ramp falls on what is behind it', () => {
  const inside = (x: number, y: number) => x >= 40 && x < 60 && y >= 30 && y < 50;
  const limited = coneLimit(
    planeOf(100, 80, (_, x, y) => (inside(x, y) ? 1 : 0)),
    0.05,
  );
  const at = (x: number, y: number) => limited.values[y * 100 + x] ?? 0;
  expect(at(50, 40)).toBeCloseTo(1, 4);
  expect(at(42, 40)).toBeGreaterThan(0.95);
  expect(at(30, 40)).toBeGreaterThan(0.4);
  expect(at(10, 40)).toBe(0);
});

test('what changes slowly already is left alone', () => {
  const ramp = planeOf(80, 60, (_, x) => x / 80);
  const limited = coneLimit(ramp, 0.05);
  for (let x = 4; x < 76; x += 1)
    expect(limited.values[30 * 80 + x]).toBeCloseTo(ramp.values[30 * 80 + x] ?? 0, 5);
});
