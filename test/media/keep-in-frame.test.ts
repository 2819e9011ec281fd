import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { headBox } from '../../src/media/analysis/head-box.ts';
import type { Box } from '../../src/media/analysis/types.ts';
import { type Crop, keepInFrame } from '../../src/media/keep-in-frame.ts';
import { seeHere } from './analysis/see-here.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();
const photos = 'test/fixtures/photos';
const shapes = [
  ['16:9', 16 / 9],
  ['9:16', 9 / 16],
  ['1:1', 1],
  ['4:5', 4 / 5],
] as const;

const astronaut = join(photos, 'portrait-astronaut.jpg');

/** Two people as far apart as a photo of these sides lets them be, over grey. */
const pair = async (
  name: string,
  width: number,
  height: number,
  places: readonly (readonly [number, number])[],
) => {
  const path = folder.inside(name);
  const one = await sharp(astronaut).resize(400, 400).toBuffer();
  await sharp({ create: { width, height, channels: 3, background: '#777' } })
    .composite(places.map(([left, top]) => ({ input: one, left, top })))
    .jpeg()
    .toFile(path);
  return path;
};

/** How much of a box is inside a crop. */
const shareOf = (
  [x, y, width, height]: Box,
  crop: Crop,
  photo: { width: number; height: number },
): number => {
  const along = (from: number, to: number, start: number, end: number) =>
    Math.max(0, Math.min(to, end) - Math.max(from, start));
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(photo.width, x + width), Math.min(photo.height, y + height)];
  const seen =
    along(left, right, crop.left, crop.left + crop.width) *
    along(top, bottom, crop.top, crop.top + crop.height);
  return seen / ((right - left) * (bottom - top));
};

const sitters: readonly (readonly [string, () => Promise<string>, faces: number])[] = [
  ['a portrait', async () => astronaut, 1],
  ['a man far to the left', async () => join(photos, 'grey-cameraman.jpg'), 1],
  ['a cat', async () => join(photos, 'cat-chelsea.jpg'), 0],
  [
    'two people side by side',
    () =>
      pair('wide.jpg', 1280, 500, [
        [20, 80],
        [860, 80],
      ]),
    2,
  ],
  [
    'two people, one above the other',
    () =>
      pair('tall.jpg', 500, 1280, [
        [60, 20],
        [40, 860],
      ]),
    2,
  ],
];

describe.each(sitters)('%s', (_, take, faces) => {
  test('keeps heads, then people, then the subject, at every ratio', async () => {
    const seen = await seeHere(await take());
    expect(seen.faces).toHaveLength(faces);
    for (const [, shape] of shapes) {
      const crop = keepInFrame(seen, shape);
      for (const { box } of seen.faces) expect(shareOf(headBox(box, 0.5), crop, seen)).toBeGreaterThan(0.999);
      for (const box of [...seen.people, ...(seen.subject ? [seen.subject] : [])].map(({ box }) => box))
        expect(shareOf(box, crop, seen)).toBeGreaterThan(0.3);
      expect(crop.left).toBeGreaterThanOrEqual(0);
      expect(crop.top + crop.height).toBeLessThanOrEqual(seen.height + 1e-6);
      if (!crop.filled) expect(crop.width / crop.height).toBeCloseTo(shape, 6);
    }
  });
});

const crowd = { width: 1600, height: 900, faces: [], people: [], subject: null } as const;

test('what has nobody in it lies around what draws the eye', () => {
  expect(keepInFrame(crowd, 1, { x: 0.9, y: 0.5 })).toMatchObject({ left: 700, width: 900, filled: false });
});

test('a thing that is too broad is shown whole on blur, and one that fits is not cut', () => {
  const thing = (x: number, width: number) =>
    keepInFrame({ ...crowd, subject: { box: [x, 100, width, 700], confidence: 1, kind: 'thing' } }, 9 / 16);
  expect(thing(100, 1200)).toMatchObject({ filled: true });
  const { left, width, filled } = thing(1100, 450);
  expect({ filled, whole: left <= 1100 && left + width >= 1550 }).toEqual({ filled: false, whole: true });
});
