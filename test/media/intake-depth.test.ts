import { writeFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import type { FailureKind } from '../../src/core/failure.ts';
import { readDepthMap } from '../../src/media/depth-map.ts';
import { type IntakeLimits, intakeDrawing } from '../../src/media/intake.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { english } from '../messages/opened.ts';
import { useFolder } from './folders.ts';
import { blackPng } from './pictures.ts';

const folder = useFolder();

/** A slope from black to white, as bytes of one channel. */
const slope = Buffer.from(Array.from({ length: 64 * 32 }, (_, i) => ((i % 64) * 255) / 63));
const grey = () => sharp(slope, { raw: { width: 64, height: 32, channels: 1 } });

const levels16 = Uint16Array.from({ length: 64 * 32 }, (_, i) => (i % 64) * 1040 + (i >> 6));
const grey16 = () => sharp(levels16, { raw: { width: 64, height: 32, channels: 1 } }).toColourspace('grey16');

const takeIn = async (picture: Buffer, limits: Partial<IntakeLimits> = {}) => {
  writeFileSync(folder.inside('map'), picture);
  const kept = await intakeDrawing(folder.inside('map'), folder.inside('kept.png'), 'depth', limits);
  const { space, depth, format, hasAlpha } = await sharp(folder.inside('kept.png')).metadata();
  expect({ space, depth, format, hasAlpha }).toEqual({
    space: 'grey16',
    depth: 'ushort',
    format: 'png',
    hasAlpha: false,
  });
  return kept;
};

const opaque = (picture: Sharp): Sharp => picture.toColourspace('srgb').ensureAlpha();

test.each([
  ['an 8-bit grey PNG', () => grey().toColourspace('b-w').png()],
  ['a colour PNG', () => grey().toColourspace('srgb').png()],
  ['a PNG with an opaque background', () => opaque(grey()).png()],
  ['a WebP', () => grey().webp({ lossless: true })],
])('%s is kept level by level', async (_, picture) => {
  expect(await takeIn(await picture().toBuffer())).toMatchObject({ width: 64, height: 32 });
  const values = await readDepthMap(folder.inside('kept.png'), { width: 64, height: 32 });
  for (let x = 0; x < 64; x += 1) expect(values[x]).toBeCloseTo((slope[x] ?? 0) / 255, 5);
});

test('a depth map that lies on its side is turned upright, as its photo is', async () => {
  const turned = await grey().toColourspace('b-w').withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await takeIn(turned)).toMatchObject({ width: 32, height: 64 });
  const values = await readDepthMap(folder.inside('kept.png'), { width: 32, height: 64 });
  expect(values[0]).toBeLessThan(0.1);
  expect(values.at(-1)).toBeGreaterThan(0.9);
});

test('sixteen bits stay sixteen bits', async () => {
  await takeIn(await grey16().png().toBuffer());
  const values = await readDepthMap(folder.inside('kept.png'), { width: 64, height: 32 });
  expect([...values]).toEqual(Array.from(levels16, (level) => Math.fround(level / 65535)));
});

test('a depth map of another size is squeezed into the size asked for', async () => {
  await takeIn(await grey().toColourspace('b-w').png().toBuffer());
  const values = await readDepthMap(folder.inside('kept.png'), { width: 10, height: 40 });
  expect(values).toHaveLength(400);
  expect(values).toSatisfy((all: Float32Array) =>
    all.every((value, i) => i % 10 === 0 || value > (all[i - 1] ?? 0)),
  );
});

test('what is see-through is far', async () => {
  const clear = { create: { width: 32, height: 32, channels: 4, background: '#ffffff00' } } as const;
  await takeIn(await sharp(clear).png().toBuffer());
  const values = await readDepthMap(folder.inside('kept.png'), { width: 32, height: 32 });
  expect(new Set(values)).toEqual(new Set([0]));
});

test('a large depth map is kept smaller', async () => {
  const large = { create: { width: 3000, height: 1500, channels: 3, background: 'grey' } } as const;
  expect(await takeIn(await sharp(large).png().toBuffer())).toMatchObject({ width: 1280, height: 640 });
});

const refused: readonly (readonly [string, () => Uint8Array | string, FailureKind])[] = [
  ['text', () => 'near is bright', 'photo_not_image'],
  ['nothing', () => '', 'photo_empty'],
  ['rubbish in a PNG', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')]), 'photo_damaged'],
  [
    'a pixel',
    () => blackPng({ width: 1, height: 1, depth: 16, colour: 'grey', interlaced: false }),
    'photo_too_small',
  ],
  [
    'too many pixels',
    () => blackPng({ width: 30_000, height: 30_000, depth: 1, colour: 'grey', interlaced: false }),
    'photo_too_many_pixels',
  ],
];

test.each(refused)('%s is refused, and what is said speaks of a depth map', async (_, bytes, kind) => {
  writeFileSync(folder.inside('map'), bytes());
  const error = await intakeDrawing(folder.inside('map'), folder.inside('kept.png'), 'depth').catch(
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ kind, facts: { role: 'depth' } });
  expect(failureText(english, error)).toMatch(/depth map/);
  expect(folder.names()).toEqual(['map']);
});
