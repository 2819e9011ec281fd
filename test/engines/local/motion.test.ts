import { expect, test } from 'vitest';
import type { Flow, LocalRecipe, Move } from '../../../src/core/shot.ts';
import { inputOf, paint, shootFrames, stillRecipe } from './studio.ts';

const [width, height] = [320, 240];

/** Middle of the bright part of one row or column of the picture. */
const middle = (
  frame: Uint8Array,
  pick: (i: number) => readonly [x: number, y: number],
  count: number,
): number => {
  let [sum, weighted] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    const [x, y] = pick(i);
    const light = Math.max(0, (frame[y * width + x] ?? 0) - 80);
    sum += light;
    weighted += light * i;
  }
  return weighted / sum;
};

const inRow = (frame: Uint8Array, y: number, from = 0, to = width) =>
  from + middle(frame, (i) => [from + i, y], to - from);
const inColumn = (frame: Uint8Array, x: number, from = 0, to = height) =>
  from + middle(frame, (i) => [x, from + i], to - from);

/** A dark ground with some life in it: bars on an even one would be a diagram. */
const ground = (x: number, y: number): number => 30 + 14 * Math.sin(x / 4) * Math.cos(y / 5);

const uprights = (...places: readonly number[]) =>
  paint(640, 480, (x, y) => (places.some((place) => Math.abs(x - place) < 5) ? 235 : ground(x, y)));
const levels = (...places: readonly number[]) =>
  paint(640, 480, (x, y) => (places.some((place) => Math.abs(y - place) < 5) ? 235 : ground(x, y)));

const shoot = async (photo: string, recipe: Partial<LocalRecipe>, seed = 3) => {
  const input = inputOf({ recipe: { ...stillRecipe, ...recipe }, seed });
  const [first, last] = await shootFrames(photo, input, [0, 23]);
  if (first === undefined || last === undefined) throw new Error('no frames');
  return { first, last };
};

const move = (kind: Move['kind'], amount: number) => ({ moves: [{ kind, amount }] });

test.each([1, 2, 3])('panning right moves the picture left, whatever the seed (%i)', async (seed) => {
  const { first, last } = await shoot(await uprights(320), move('pan', 0.1), seed);
  const travelled = (inRow(first, 120) - inRow(last, 120)) / width;
  expect(travelled).toBeGreaterThan(0.07);
  expect(travelled).toBeLessThan(0.13);
});

test('panning left moves it right', async () => {
  const { first, last } = await shoot(await uprights(320), move('pan', -0.1));
  expect(inRow(last, 120)).toBeGreaterThan(inRow(first, 120) + 20);
});

test('tilting up moves the picture down', async () => {
  const { first, last } = await shoot(await levels(240), move('tilt', 0.1));
  expect(inColumn(last, 160)).toBeGreaterThan(inColumn(first, 160) + 15);
});

const spread = (frame: Uint8Array) => inRow(frame, 120, 160) - inRow(frame, 120, 0, 160);

test.each(['zoom', 'dolly'] as const)('%s in makes things grow, and out makes them shrink', async (kind) => {
  const photo = await uprights(220, 420);
  const near = await shoot(photo, { ...move(kind, 0.15), depth: 0.5 });
  expect(spread(near.last) / spread(near.first)).toBeGreaterThan(1.06);
  const far = await shoot(photo, { ...move(kind, -0.15), depth: 0.5 });
  expect(spread(far.last) / spread(far.first)).toBeLessThan(0.94);
});

test('zooming in shows the last of the picture that zooming out starts with', async () => {
  const photo = await uprights(220, 420);
  const near = await shoot(photo, move('zoom', 0.15));
  const far = await shoot(photo, move('zoom', -0.15));
  expect(spread(far.first)).toBeCloseTo(spread(near.last), 0);
});

test('a camera rolling clockwise turns the picture the other way', async () => {
  const { first, last } = await shoot(await levels(240), move('roll', 0.1));
  const rise = (frame: Uint8Array) => inColumn(frame, 20) - inColumn(frame, 300);
  expect((rise(last) - rise(first)) / 280).toBeCloseTo(0.1, 1);
});

test('orbiting right moves what is near left against what is far', async () => {
  const { first, last } = await shoot(await uprights(320), { ...move('orbit', 1), depth: 1 });
  const lean = (frame: Uint8Array) => inRow(frame, 225) - inRow(frame, 15);
  expect(lean(last)).toBeLessThan(lean(first) - 5);
});

test('swaying comes back to where it began', async () => {
  const recipe = { ...stillRecipe, ...move('sway', 1), depth: 1 };
  const [first, half, whole] = await shootFrames(
    await uprights(320),
    inputOf({ recipe, frames: 97 }),
    [0, 48, 96],
  );
  expect(whole).toEqual(first);
  expect(half).not.toEqual(first);
});

const flow = (kind: Flow['kind'], amplitude: number) => ({ flow: { kind, amplitude } });

test('breath is hardly seen', async () => {
  const recipe = { ...stillRecipe, ...flow('breath', 0.01) };
  const [first, later] = await shootFrames(await levels(200), inputOf({ recipe, frames: 96 }), [0, 30]);
  if (first === undefined || later === undefined) throw new Error('no frames');
  const moved = Math.abs(inColumn(later, 160) - inColumn(first, 160));
  expect(moved).toBeGreaterThan(0.02);
  expect(moved).toBeLessThan(4);
});

test('a product turns: its middle moves to and fro in front of an outline that stays, and light passes over it', async () => {
  const ball = await paint(320, 240, (x, y) => {
    if ((x - 160) ** 2 + (y - 120) ** 2 > 60 ** 2) return [20, 60, 110];
    return Math.abs(x - 160) < 4 ? [250, 240, 235] : [150, 30, 20];
  });
  const recipe = { ...stillRecipe, ...flow('turn', 0.03), light: { kind: 'sweep', strength: 0.9 } as const };
  const frames = await shootFrames(ball, inputOf({ recipe, frames: 96 }), [0, 24, 48, 72]);
  const middles = frames.map((frame) => inRow(frame, 120));
  expect(Math.max(...middles) - Math.min(...middles)).toBeGreaterThan(0.03 * 320);
  const bright = (x: number) => frames.map((frame) => frame[150 * 320 + x] ?? 0);
  const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  expect(range(bright(130))).toBeGreaterThan(20);
  expect(range(bright(30))).toBeLessThan(6);
});
