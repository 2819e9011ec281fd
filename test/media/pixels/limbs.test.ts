import { expect, test } from 'vitest';
import { distanceTo } from '../../../src/media/pixels/distance.ts';
import { limbsOf } from '../../../src/media/pixels/limbs.ts';

const [width, height] = [200, 150];
const size = { width, height };

const onBody = (x: number, y: number) => x > 60 && x < 140 && y > 50 && y < 100;
const onTail = (x: number, y: number) => x >= 140 && x < 165 && y > 60 && y < 66;
const onStone = (x: number, y: number) => x > 60 && x < 75 && y > 110 && y < 118;

/** The limbs found in a picture whose mask has only the body. */
const limbsIn = (colour: (x: number, y: number) => readonly number[]): Uint8Array => {
  const count = width * height;
  const seen = new Float32Array(3 * count);
  const cover = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    seen.set(colour(x, y), 3 * at);
    cover[at] = onBody(x, y) ? 255 : 0;
  }
  const away = distanceTo(
    Uint8Array.from(cover, (value) => (value > 128 ? 1 : 0)),
    size,
  );
  return limbsOf(seen, cover, away, size);
};

const at = (limbs: Uint8Array, x: number, y: number) => limbs[y * width + x] ?? -1;
const fur = [140, 80, 30];
const grass = (x: number, y: number) => [60 + ((x * 7 + y * 3) % 9), 130, 50];

test('a tail of the colour of the body that the mask missed comes along, and a stone beside it does not', () => {
  const limbs = limbsIn((x, y) => (onBody(x, y) || onTail(x, y) || onStone(x, y) ? fur : grass(x, y)));
  expect(at(limbs, 160, 63)).toBe(1);
  expect(at(limbs, 68, 114)).toBe(0);
  expect(at(limbs, 160, 90)).toBe(0);
});

test('where the ground has the colours of the body, nothing is added', () => {
  const limbs = limbsIn((x, y) => (onBody(x, y) || onTail(x, y) || y > 100 || x < 40 ? fur : grass(x, y)));
  expect(at(limbs, 160, 63)).toBe(0);
  expect(at(limbs, 100, 110)).toBe(0);
});
