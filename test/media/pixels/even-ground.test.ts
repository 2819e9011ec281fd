import { expect, test } from 'vitest';
import { doubtfulPartOf, withoutHalo } from '../../../src/media/pixels/even-ground.ts';

const [width, height] = [400, 300];
const size = { width, height };
const sky = [120, 160, 210] as const;

/** An arm in front of a sky, with a strand of hair beside a head. */
const rgb = new Uint8Array(width * height * 3);
const arm = (x: number, y: number) => x > 190 && x < 210 && y > 60;
const strand = (x: number, y: number) => x >= 210 && x < 222 && y > 100 && y < 103;
for (let at = 0; at < width * height; at += 1) {
  const [x, y] = [at % width, Math.floor(at / width)];
  rgb.set(arm(x, y) ? [190, 140, 110] : strand(x, y) ? [30, 25, 20] : sky, 3 * at);
}
const matte = Uint8Array.from({ length: width * height }, (_, at) => {
  const [x, y] = [at % width, Math.floor(at / width)];
  return x > 182 && x < 212 && y > 52 ? 255 : 0;
});
const at = (values: Uint8Array, x: number, y: number) => values[y * width + x] ?? -1;

test('the sky that a mask took along beside an arm goes, and the arm stays', () => {
  const clean = withoutHalo(rgb, matte, size);
  expect(at(matte, 185, 150)).toBe(255);
  expect(at(clean, 185, 150)).toBeLessThan(40);
  for (const x of [195, 200, 205]) expect(at(clean, x, 150)).toBe(255);
});

test('a strand of hair beside a head is filled behind it, and sky far from any head is not', () => {
  const near = doubtfulPartOf(rgb, matte, size, [{ x: 200, y: 100, radius: 60 }]);
  expect(at(near, 219, 101)).toBeGreaterThan(200);
  expect(at(near, 240, 101)).toBe(0);
  expect(at(near, 219, 200)).toBeLessThan(40);
});
