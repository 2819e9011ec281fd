import { expect, test } from 'vitest';
import { hug } from '../../../effects/hug.ts';
import { kiss } from '../../../effects/kiss.ts';
import { Failure } from '../../../src/core/failure.ts';
import { planFilm } from '../../../src/engines/local/plan.ts';
import { openShow } from '../../../src/engines/local/show.ts';
import { inputOf, order, paint, shootFrames, shotOf } from './studio.ts';

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

test('one photo is too few for two portraits', async () => {
  const shot = shotOf({ local: kiss.local(order), photos: [{ width: 300, height: 300 }] });
  expect(() => planFilm(shot, null)).toThrow(Failure);
  await expect(openShow([red], inputOf({ recipe: kiss.local(order) }))).rejects.toMatchObject({
    kind: 'photo_missing',
  });
});
