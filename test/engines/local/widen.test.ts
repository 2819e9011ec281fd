import { expect, test } from 'vitest';
import { deepen, missingSides, widen } from '../../../src/engines/local/pair/widen.ts';

const [width, height, face] = [60, 80, 20];

/** Somebody from the middle of the picture to beyond its right side. */
const figure = () => {
  const matte = new Uint8Array(width * height);
  const front = new Uint8Array(3 * width * height);
  for (let y = 30; y < height; y += 1)
    for (let x = 30; x < width; x += 1) {
      matte[y * width + x] = 255;
      front[3 * (y * width + x)] = 200;
    }
  return { width, height, matte, front };
};

test('a shoulder that the photo cuts off goes on and falls, and a side where nobody is stays', () => {
  const add = missingSides(figure(), face, { left: true, right: true });
  expect(add).toEqual({ left: 0, right: 18 });
  const whole = widen(figure(), face, add);
  expect(whole.width).toBe(width + 18);
  const topAt = (x: number) => {
    const rows = Array.from({ length: height }, (_, y) => whole.matte[y * whole.width + x] ?? 0);
    return rows.findIndex((value) => value > 128);
  };
  expect(topAt(40)).toBe(30);
  const tops = [58, 64, 70, 76].map(topAt);
  for (const [i, top] of tops.slice(1).entries()) expect(top).toBeGreaterThan((tops[i] ?? 0) + 2);
  // All of it is the person.
  for (let i = 0; i < whole.matte.length; i += 1)
    if (whole.matte[i] === 255) expect(whole.front[3 * i]).toBe(200);
});

test('what hangs in the air beside a head does not go on', () => {
  const crumbs = figure();
  for (let x = 50; x < width; x += 1) crumbs.matte.fill(255, 12 * width + x, 12 * width + x + 1);
  const whole = widen(crumbs, face, { left: 0, right: 18 });
  expect(
    whole.matte
      .subarray(12 * whole.width, 30 * whole.width)
      .slice(0)
      .some((value, i) => value > 0 && i % whole.width >= width),
  ).toBe(false);
});

test('a side that goes on in the photo is not made up', () => {
  expect(missingSides(figure(), face, { left: true, right: false })).toEqual({ left: 0, right: 0 });
});

test('a body that the photo cuts off below goes on as it was, ever darker', () => {
  const whole = deepen(figure(), face, 20);
  expect([whole.width, whole.height]).toEqual([width, height + 20]);
  const levels = [height - 5, height + 4, height + 18].map((y) => whole.front[3 * (y * width + 40)] ?? 0);
  expect(levels[0]).toBe(200);
  expect(levels[1]).toBeLessThan(200);
  expect(levels[2]).toBeLessThan(levels[1] ?? 0);
  expect([whole.matte[(height + 18) * width + 40], whole.matte[(height + 18) * width + 10]]).toEqual([
    255, 0,
  ]);
});
