import { expect, test } from 'vitest';
import { alongColours } from '../../../src/media/pixels/colour-line.ts';

const [width, height] = [400, 300];
const size = { width, height };

const picture = (colour: (x: number, y: number) => readonly [number, number, number]): Uint8Array => {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) rgb.set(colour(at % width, Math.floor(at / width)), 3 * at);
  return rgb;
};

const matteOf = (share: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(255 * Math.min(1, Math.max(0, share(at % width, Math.floor(at / width))))),
  );

const away = (x: number, y: number) => Math.hypot(x - 200, y - 150);
const onRibbon = (x: number, y: number) => x >= 255 && x < 275 && y > 145 && y < 155;
const onShadow = (x: number, y: number) => x > 120 && x <= 145 && y > 145 && y < 165;
const wall = (x: number, y: number) => 150 + ((x * 7 + y * 13) % 5);
const disc = picture((x, y) => {
  if (away(x, y) < 60) return [190, 40, 40];
  if (onRibbon(x, y)) return [250, 250, 245];
  const level = wall(x, y) * (onShadow(x, y) ? 0.75 : 1);
  return [0.8 * level, level, level];
});
const rough = matteOf((x, y) => (66 - away(x, y)) / 12);
const at = (matte: Uint8Array, x: number, y: number) => matte[y * width + x] ?? -1;

test('a rough rim goes to where the colours part', () => {
  const matte = alongColours(disc, rough, size);
  expect(at(rough, 200, 87)).toBeGreaterThan(50);
  expect(at(rough, 200, 93)).toBeLessThan(205);
  expect(at(matte, 200, 87)).toBeLessThan(30);
  expect(at(matte, 200, 93)).toBeGreaterThan(225);
});

test('what clings to the subject before an even wall comes along; its shadow stays', () => {
  const matte = alongColours(disc, rough, size);
  expect(at(rough, 268, 150)).toBe(0);
  expect(at(matte, 268, 150)).toBeGreaterThan(200);
  expect(at(matte, 132, 155)).toBeLessThan(60);
  expect(at(matte, 300, 150)).toBe(0);
});

test('before a ground of many colours a mask is left as it was', () => {
  const busy = picture((x, y) =>
    away(x, y) < 60 ? [190, 40, 40] : [(x * 53 + y * 91) % 256, (x * 97 + y * 31) % 256, (x * 13) % 256],
  );
  const matte = alongColours(busy, rough, size);
  const changed = matte.filter((value, index) => Math.abs(value - (rough[index] ?? 0)) > 40).length;
  expect(changed).toBeLessThan(0.002 * matte.length);
});

test('a colour that the background has elsewhere does not come along', () => {
  const clouds = disc.slice();
  for (let y = 0; y < 40; y += 1)
    for (let x = 0; x < 60; x += 1) clouds.set([250, 250, 245], 3 * (y * width + x));
  expect(at(alongColours(clouds, rough, size), 268, 150)).toBeLessThan(60);
});
