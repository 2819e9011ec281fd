import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { breeze } from '../../../effects/breeze.ts';
import { oldPhoto } from '../../../effects/old-photo.ts';
import { parallax } from '../../../effects/parallax.ts';
import type { FrameRendererMaker } from '../../../src/engines/local/frame-renderer.ts';
import {
  bothRenderers,
  inputOf,
  meadow,
  order,
  paint,
  photoFor,
  shootFrames,
  simd,
  stillRecipe,
} from './studio.ts';

const hash = (frames: readonly Uint8Array[]) =>
  frames.reduce((sum, frame) => sum.update(frame), createHash('sha256')).digest('hex');

const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;

const moments = [0, 7, 23];

test.each(effects)(
  '$name makes the same frames from the same seed on both renderers, and others from another',
  async (effect) => {
    const { photo, source, see, width, height } = await photoFor(effect);
    const input = inputOf({ recipe: effect.local(order), width, height });
    const shoot = (seed: number, maker: FrameRendererMaker) =>
      shootFrames(photo, { ...input, seed }, moments, photo, source, see, maker);
    const [first, again, other] = [await shoot(5, bothRenderers), await shoot(5, simd), await shoot(6, simd)];
    expect(hash(again)).toBe(hash(first));
    expect(hash(other)).not.toBe(hash(first));
    const moved = (frames: readonly Uint8Array[]) =>
      Math.max(...frames.slice(1).map((frame) => difference(frame, frames[0] ?? frame)));
    // What moves only part of the picture changes little of it all.
    expect(moved(first)).toBeGreaterThan(0.05);
    expect(moved(other)).toBeGreaterThan(0.05);
  },
);

test('without motion the clip is the photo', async () => {
  const [width, height] = [318, 242];
  const red = (x: number, y: number) => 128 + 80 * Math.sin(x / 20) * Math.cos(y / 15);
  const photo = await paint(width, height, (x, y) => [red(x, y), 90, 255 - red(x, y)]);
  const [first, last] = await shootFrames(photo, inputOf({ width, height }), [0, 23]);
  expect(last).toEqual(first);
  let most = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const r = Math.floor(red(x, y));
      const b = Math.floor(255 - red(x, y));
      const luma = 16 + 0.1826 * r + 0.6142 * 90 + 0.062 * b;
      most = Math.max(most, Math.abs((first?.[y * width + x] ?? 0) - luma));
    }
  expect(most).toBeLessThan(2.5);
});

test('colours come out as BT.709 in limited range', async () => {
  const photo = await paint(64, 64, () => [200, 100, 50]);
  const [frame] = await shootFrames(photo, inputOf({ width: 64, height: 64 }), [0]);
  expect([frame?.[0], frame?.[64 * 64], frame?.[64 * 64 * 1.25]]).toEqual([117, 96, 174]);
});

test.each([
  ['a postage stamp', 16, 16],
  ['a very wide strip', 10_000, 40],
  ['a very tall strip', 40, 10_000],
])('%s can be filmed', async (_, width, height) => {
  const photo = await paint(width, height, (x, y) => (x + y) % 200);
  const recipe = { ...stillRecipe, moves: [{ kind: 'orbit', amount: 1 } as const], depth: 1, drift: 1 };
  const [frame] = await shootFrames(photo, inputOf({ recipe }), [23]);
  expect(new Set(frame).size).toBeGreaterThan(10);
});

test.each([
  ['black', 0, 16],
  ['white', 255, 235],
])('an all %s photo stays so', async (_, grey, luma) => {
  const photo = await paint(300, 200, () => grey);
  for (const effect of [parallax, breeze, oldPhoto]) {
    const recipe = {
      ...effect.local(order),
      restoration: { denoise: 1, contrast: 1, tone: 'none', repair: 'off' as const } as const,
    };
    const [frame] = await shootFrames(photo, inputOf({ recipe }), [12]);
    expect(new Set(frame?.subarray(0, 320 * 240))).toEqual(new Set([luma]));
  }
});

test('a silver tone leaves no colour and a sepia one leaves one', async () => {
  const photo = await meadow(200, 150);
  const shoot = async (tone: 'silver' | 'sepia') => {
    const recipe = { ...stillRecipe, restoration: { denoise: 0, contrast: 0, tone, repair: 'off' as const } };
    const [frame] = await shootFrames(photo, inputOf({ recipe }), [0]);
    return new Set(frame?.subarray(320 * 240));
  };
  expect(await shoot('silver')).toEqual(new Set([128]));
  expect((await shoot('sepia')).size).toBe(2);
});

test('contrast repair widens the range of a faded photo', async () => {
  const photo = await paint(200, 150, (x) => 100 + (x * 60) / 200);
  const range = async (contrast: number) => {
    const recipe = {
      ...stillRecipe,
      restoration: { denoise: 0, contrast, tone: 'none' as const, repair: 'off' as const },
    };
    const [frame = new Uint8Array()] = await shootFrames(photo, inputOf({ recipe }), [0]);
    const luma = frame
      .subarray(0, 320 * 240)
      .slice()
      .sort();
    return (luma.at(-1) ?? 0) - (luma[0] ?? 0);
  };
  expect(await range(1)).toBeGreaterThan(1.3 * (await range(0)));
});

test('denoising takes a speck away and leaves an edge where it is', async () => {
  const photo = await paint(480, 360, (x, y) => (x === 100 && y === 100 ? 255 : x < 240 ? 60 : 180));
  const at = async (denoise: number) => {
    const recipe = {
      ...stillRecipe,
      restoration: { denoise, contrast: 0, tone: 'none' as const, repair: 'off' as const },
    };
    const [frame = new Uint8Array()] = await shootFrames(photo, inputOf({ recipe }), [0]);
    const pixel = (x: number, y: number) => frame[y * 320 + x] ?? 0;
    return { speck: pixel(66, 66) - pixel(80, 80), edge: pixel(164, 120) - pixel(155, 120) };
  };
  const [raw, clean] = [await at(0), await at(1)];
  expect(clean.speck).toBeLessThan(raw.speck / 2);
  expect(clean.edge).toBeGreaterThan(0.95 * raw.edge);
});

// Two people are not made of nothing.
test.each(effects.filter(({ needs }) => needs.photos === 1))(
  '$name makes something of a photo with nothing in it, and of a ribbon',
  async ({ local }) => {
    const photos = [await paint(90, 20, () => 128), await paint(2000, 16, (x) => (x * 3) % 256)];
    for (const photo of photos) {
      const [frame = new Uint8Array()] = await shootFrames(photo, inputOf({ recipe: local(order) }), [13]);
      expect(Math.min(...frame.subarray(0, 320 * 240))).toBeGreaterThanOrEqual(16);
      expect(Math.max(...frame.subarray(0, 320 * 240))).toBeLessThanOrEqual(236);
    }
  },
);

test('a light sweeps over the picture once, from left to right', async () => {
  const photo = await paint(320, 240, () => 120);
  const recipe = { ...stillRecipe, light: { kind: 'sweep', strength: 0.6 } as const };
  const shown = await shootFrames(photo, inputOf({ recipe, frames: 96 }), [0, 38, 58, 95]);
  const lightest = (frame = new Uint8Array()) => {
    const row = frame.subarray(120 * 320, 121 * 320);
    const most = Math.max(...row);
    return { most, at: row.indexOf(most) };
  };
  const [before, early, late, after] = shown.map(lightest);
  expect(before?.most).toBe(after?.most);
  expect(early?.most).toBeGreaterThan((before?.most ?? 0) + 8);
  expect(late?.at).toBeGreaterThan((early?.at ?? 0) + 40);
});

test('an anime look flattens texture and draws a line where dark and bright meet', async () => {
  const photo = await paint(320, 240, (x, y) => (x < 160 ? 60 : 180) + (((x * 7 + y * 13) % 5) - 2) * 6);
  const at = async (strength: number) => {
    const recipe = { ...stillRecipe, look: { kind: 'painted', strength } as const };
    const [frame = new Uint8Array()] = await shootFrames(photo, inputOf({ recipe }), [0]);
    const row = [...frame.subarray(100 * 320 + 20, 100 * 320 + 140)];
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const rough = row.reduce((sum, value) => sum + Math.abs(value - mean), 0) / row.length;
    const darkest = Math.min(...frame.subarray(100 * 320 + 150, 100 * 320 + 170));
    return { rough, darkest, edge: (frame[100 * 320 + 172] ?? 0) - (frame[100 * 320 + 148] ?? 0) };
  };
  const [raw, painted] = [await at(0), await at(1)];
  expect(painted.rough).toBeLessThan(0.6 * raw.rough);
  expect(painted.edge).toBeGreaterThan(0.8 * raw.edge);
  expect(raw.darkest).toBeGreaterThan(50);
  expect(painted.darkest).toBeLessThan(45);
});
