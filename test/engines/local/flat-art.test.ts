import { expect, test } from 'vitest';
import { orbit } from '../../../effects/orbit.ts';
import { parallax } from '../../../effects/parallax.ts';
import { coloursOf } from '../../../src/engines/local/depth/colours.ts';
import { alongFlatArt, isFlatArt } from '../../../src/engines/local/depth/flat-art.ts';
import { readThumbnail } from '../../../src/media/texture.ts';
import { meadow, order, paint } from './studio.ts';

const size = { width: 320, height: 240 };
const isFlat = async (path: string) => {
  const rgb = await readThumbnail(path, size);
  return isFlatArt(coloursOf(rgb, size.width, size.height));
};

const box = (x: number, y: number, left: number, top: number): boolean =>
  x >= left &&
  x < left + 120 &&
  y >= top &&
  y < top + 60 &&
  (x < left + 3 || y < top + 3 || x > left + 116 || y > top + 56);

test('a diagram is flat art, with lines on white or on colour', async () => {
  for (const ground of [
    [255, 255, 255],
    [30, 60, 120],
  ] as const) {
    const path = await paint(640, 480, (x, y) =>
      box(x, y, 60, 80) || box(x, y, 400, 300) || Math.abs(y - x / 2 - 60) < 2 ? [230, 90, 40] : ground,
    );
    expect(await isFlat(path)).toBe(true);
  }
});

const photos = [
  'portrait-astronaut',
  'cat-chelsea',
  'grey-cameraman',
  'macro-dandelion',
  'night-rocket',
  'product-coffee',
];

test('photos are not', async () => {
  for (const name of photos) expect(await isFlat(`test/fixtures/photos/${name}.jpg`)).toBe(false);
  expect(await isFlat(await meadow(640, 480))).toBe(false);
});

test.each([parallax, orbit])('$name travels along flat art and bends nothing', ({ local }) => {
  const along = (shape: number) => alongFlatArt(local(order), shape);
  expect(along(1.5)).toMatchObject({ depth: 0, drift: 0 });
  expect(along(1.5).moves.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['pan', 'zoom']));
  expect(along(0.7).moves.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['tilt', 'zoom']));
});
