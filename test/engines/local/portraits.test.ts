import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { hug } from '../../../effects/hug.ts';
import { kiss } from '../../../effects/kiss.ts';
import { planFilm } from '../../../src/engines/local/plan.ts';
import { cropPair } from '../../../src/engines/local/portraits/crop.ts';
import { findSitters } from '../../../src/engines/local/portraits/sitters.ts';
import { openShow } from '../../../src/engines/local/show.ts';
import { facesIn } from '../../../src/engines/local/sight.ts';
import { photoSize } from '../../../src/media/texture.ts';
import { folder, inputOf, order, paint, shootFrames, shotOf } from './studio.ts';

const [width, height] = [320, 240];
const red = await paint(200, 260, () => [230, 30, 30]);
const blue = await paint(300, 200, () => [30, 30, 230]);

type Tint = 'red' | 'blue';

/** Where the red or the blue photo shows, by its colour differences. */
const placesOf = (frame: Uint8Array | undefined, tint: Tint): readonly number[] => {
  const area = width * height;
  const start = tint === 'blue' ? area : area * 1.25;
  const places: number[] = [];
  for (let i = 0; i < area / 4; i += 1)
    if ((frame?.[start + i] ?? 0) > 190) places.push(2 * (i % (width / 2)));
  return places;
};

const middle = (places: readonly number[]) => places.reduce((sum, x) => sum + x, 0) / places.length;

test.each([kiss, hug])('$name shows both photos and brings them together', async ({ local }) => {
  const input = inputOf({ recipe: local(order), frames: 48 });
  const [first, last] = await shootFrames(red, input, [0, 47], blue);
  const apart = (frame: Uint8Array | undefined) =>
    middle(placesOf(frame, 'blue')) - middle(placesOf(frame, 'red'));
  expect(middle(placesOf(first, 'red'))).toBeLessThan(width / 2);
  expect(apart(first)).toBeGreaterThan(80);
  expect(apart(last)).toBeLessThan(apart(first) - 5);
});

test('a hug lays the first portrait over the second', async () => {
  const [first, last] = await shootFrames(
    red,
    inputOf({ recipe: hug.local(order), frames: 48 }),
    [0, 47],
    blue,
  );
  const share = (frame: Uint8Array | undefined) =>
    placesOf(frame, 'blue').length / placesOf(frame, 'red').length;
  expect(share(first)).toBeGreaterThan(0.9);
  expect(share(last)).toBeLessThan(0.9 * share(first));
});

test('two portraits make a page of four to three, unless a ratio is asked for', () => {
  const shot = shotOf({
    local: kiss.local(order),
    photos: [
      { width: 300, height: 5000 },
      { width: 50, height: 50 },
    ],
  });
  expect(planFilm(shot, null)).toMatchObject({ input: { width: 640, height: 480 }, warnings: [] });
  expect(planFilm({ ...shot, ratio: '9:16' }, null).input).toMatchObject({ width: 480, height: 854 });
});

/** The astronaut, or two of her on one canvas, the second one mirrored, with room between their faces. */
const portrait = 'test/fixtures/photos/portrait-astronaut.jpg';
const couple = async (across: number, down: number) => {
  const { width, height } = await sharp(portrait).metadata();
  const canvas = { width: width * (across + 1), height: height * (down + 1), channels: 3 } as const;
  const path = join(folder, `couple-${across}-${down}.png`);
  await sharp({ create: { ...canvas, background: '#667' } })
    .composite([
      { input: portrait, left: 0, top: 0 },
      { input: await sharp(portrait).flop().toBuffer(), left: width * across, top: height * down },
    ])
    .png()
    .toFile(path);
  return path;
};

test.each([
  ['beside each other', 1, 0],
  ['above each other', 0, 1],
  ['askew', 1, 1],
])('two faces %s in one photo are two portraits', async (_, across, down) => {
  const path = await couple(across, down);
  const photo = await photoSize(path);
  const faces = await facesIn(path, photo);
  expect(faces).toHaveLength(2);
  const regions = (await findSitters(path, null)).map(({ region }) => region);
  for (const { left, top, width, height } of regions) {
    expect(width / height).toBeCloseTo(0.8, 1);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(photo.width);
    expect(top + height).toBeLessThanOrEqual(photo.height);
    const inside = faces.filter(
      (face) =>
        face.x * photo.width > left &&
        face.x * photo.width < left + width &&
        face.y * photo.height > top &&
        face.y * photo.height < top + height,
    );
    expect(inside).toHaveLength(1);
  }
  const [one, other] = regions;
  expect((one?.left ?? 0) + 2 * (one?.top ?? 0)).not.toBe((other?.left ?? 0) + 2 * (other?.top ?? 0));
});

test('faces that are close make portraits that part half way between them', () => {
  const photo = { width: 1000, height: 800 };
  const face = (x: number, y: number) => ({ x, y, across: 0.08, down: 0.12 });
  const [left, right] = cropPair(photo, face(0.6, 0.5), face(0.42, 0.52));
  expect(left.left + left.width).toBeLessThanOrEqual(510);
  expect(right.left).toBeGreaterThanOrEqual(510);
  for (const { left: start, width: wide } of [left, right]) expect(wide).toBeGreaterThan(200 + 0 * start);
});

test('one photo without two faces is refused, with what to do', async () => {
  const shot = shotOf({ local: kiss.local(order), photos: [{ width: 300, height: 300 }] });
  expect(planFilm(shot, null).input).toMatchObject({ width: 640, height: 480 });
  for (const [path, found] of [
    [red, 0],
    [portrait, 1],
  ] as const)
    await expect(openShow([path], inputOf({ recipe: kiss.local(order) }))).rejects.toMatchObject({
      kind: 'faces_missing',
      facts: { found, needed: 2 },
    });
});

test('one photo of two people is filmed as two portraits are', async () => {
  const film = await openShow([await couple(1, 0)], inputOf({ recipe: hug.local(order), frames: 48 }));
  const first = film.draw(0).slice();
  const last = film.draw(47).slice();
  expect(new Set(first.subarray(0, width * height)).size).toBeGreaterThan(100);
  expect(Buffer.compare(first, last)).not.toBe(0);
});
