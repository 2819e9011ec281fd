import { expect, test } from 'vitest';
import { coloursOf } from '../../../../src/engines/local/depth/colours.ts';
import { skin, sky } from '../../../../src/engines/local/depth/cues.ts';
import { saliency } from '../../../../src/engines/local/depth/saliency.ts';
import { readScene } from '../../../../src/engines/local/depth/scene.ts';
import { sharpness } from '../../../../src/engines/local/depth/sharpness.ts';
import { guidedFilter } from '../../../../src/media/pixels/guided-filter.ts';
import { box, percentile, planeOf } from '../../../../src/media/pixels/plane.ts';

const [width, height] = [160, 120];

const picture = (colour: (x: number, y: number) => readonly [number, number, number]) => {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) rgb.set(colour(i % width, Math.floor(i / width)), i * 3);
  return coloursOf(rgb, width, height);
};

const disc = (x: number, y: number) => (x - 60) ** 2 + (y - 65) ** 2 < 900;
const scene = () => picture((x, y) => (disc(x, y) ? [220, 60, 40] : [90, 120, 90]));

test('what differs from the border all around stands out', () => {
  const { values } = saliency(scene());
  expect(values[65 * width + 60]).toBeGreaterThan(0.9);
  expect(values[20 * width + 140]).toBeLessThan(0.05);
});

test('skin is found whatever its shade, and grey is not skin', () => {
  const shades = [
    [255, 219, 190],
    [198, 134, 96],
    [120, 75, 50],
  ] as const;
  for (const shade of shades) expect(skin(picture(() => shade)).values[5000]).toBe(1);
  expect(skin(picture(() => [150, 150, 150])).values[5000]).toBe(0);
});

test('sky reaches down to the first thing in its way', () => {
  const { values } = sky(
    picture((x, y) => (y < 60 && x < 80 ? [120, 170, 240] : y < 60 ? [90, 60, 30] : [120, 170, 240])),
  );
  expect(values[20 * width + 40]).toBe(1);
  expect(values[20 * width + 120]).toBe(0);
  expect(values[100 * width + 120]).toBe(0);
});

test('sharpness counts only where some of the photo is out of focus', () => {
  const stripes = (x: number, y: number) => 128 + 90 * Math.sign(Math.sin(x / 3) * Math.sin(y / 3));
  const sharp = picture((x, y) => [stripes(x, y), stripes(x, y), stripes(x, y)]);
  expect(sharpness(sharp)).toBeNull();
  const soft = box(box(box(sharp.luma, 3), 3), 3);
  const halves = planeOf(width, height, (i, x) => (x < 80 ? sharp : { luma: soft }).luma.values[i] ?? 0);
  const found = sharpness({ ...sharp, luma: halves });
  expect(found?.values[60 * width + 30]).toBeGreaterThan(0.8);
  expect(found?.values[60 * width + 130]).toBeLessThan(0.2);
});

test('a guided filter smooths noise and keeps the guide’s edge', () => {
  const guide = planeOf(width, height, (_, x) => (x < 80 ? 0 : 1));
  const noisy = planeOf(
    width,
    height,
    (i, x) => (x < 80 ? 0.2 : 0.8) + (((i * 7919) % 100) / 100 - 0.5) * 0.2,
  );
  const { values } = guidedFilter(guide, noisy, 8, 1e-3);
  const row = values.subarray(60 * width, 61 * width);
  for (let x = 10; x < 150; x += 1) expect(Math.abs((row[x] ?? 0) - (x < 80 ? 0.2 : 0.8))).toBeLessThan(0.03);
});

test('the subject is nearer than what is behind it, and the ground nearer than the sky', () => {
  const { depth, subject, interest, focus } = readScene(scene());
  const at = (plane: typeof depth, x: number, y: number) => plane.values[y * width + x] ?? 0;
  expect(at(depth, 60, 65)).toBeGreaterThan(at(depth, 140, 65) + 0.2);
  expect(at(depth, 140, 112)).toBeGreaterThan(at(depth, 140, 8) + 0.2);
  expect(at(subject, 60, 65)).toBeGreaterThan(0.8);
  expect(at(subject, 150, 110)).toBeLessThan(0.2);
  expect(Math.abs(focus - at(depth, 60, 65))).toBeLessThan(0.2);
  expect(at(interest, 60, 65)).toBeGreaterThan(0.6);
});

test('a picture of one colour has a depth all the same', () => {
  for (const grey of [0, 128, 255]) {
    const { depth, subject } = readScene(picture(() => [grey, grey, grey]));
    for (const { values } of [depth, subject])
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(percentile(depth, 1)).toBeGreaterThan(percentile(depth, 0));
  }
});
