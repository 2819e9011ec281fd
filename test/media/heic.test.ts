import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { intakeDrawing, intakePicture } from '../../src/media/intake.ts';
import { offBy, plainChart } from './colours.ts';
import { useFolder } from './folders.ts';
import { codedIn, type HeicShape, heic, mirrored, numberedColours, profiled, turned } from './heic.ts';

const folder = useFolder();
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const chart = codedIn(readFileSync(fixture('coded/chart.heic')));
const portrait = codedIn(readFileSync(fixture('coded/portrait.heic')));
const p3 = numberedColours(12, 13, 6);

const take = (shape: HeicShape) => {
  writeFileSync(folder.inside('IMG_0001.jpg'), heic(shape));
  return intakePicture(folder.inside('IMG_0001.jpg'), folder.inside('kept.jpg'));
};

test('a HEIC in Display P3 by numbers keeps its looks, though it is named .jpg', async () => {
  const { width, height } = await take({ tile: chart, properties: [p3] });
  expect([width, height]).toEqual([128, 64]);
  expect(await offBy(folder.inside('kept.jpg'))).toBeLessThan(1.7);
});

test('a HEIC in Display P3 by profile keeps its looks', async () => {
  const { icc } = await sharp(await plainChart().withIccProfile('p3').png().toBuffer()).metadata();
  await take({ tile: chart, properties: [profiled(icc ?? Buffer.alloc(0))] });
  expect(await offBy(folder.inside('kept.jpg'))).toBeLessThan(1.7);
});

for (const quarters of [0, 1, 2, 3])
  test(`a HEIC turned by ${quarters} quarters stands upright`, async () => {
    const { width } = await take({ tile: chart, properties: [p3, turned(quarters)] });
    expect(width).toBe(quarters % 2 === 0 ? 128 : 64);
    const back = await sharp(folder.inside('kept.jpg'))
      .rotate(90 * quarters)
      .toBuffer();
    expect(await offBy(back)).toBeLessThan(1.7);
  });

test('a HEIC that is to be mirrored is', async () => {
  await take({ tile: chart, properties: [p3, mirrored()] });
  expect(await offBy(await sharp(folder.inside('kept.jpg')).flop().toBuffer())).toBeLessThan(1.7);
});

test('a HEIC of tiles, as phones make it, is put together and cut to its size', async () => {
  const grid = { columns: 2, rows: 2, width: 900, height: 1000 };
  const { width, height, advice } = await take({ tile: portrait, grid });
  expect([width, height, advice.includes('small')]).toEqual([900, 1000, false]);
  const original = sharp(fixture('photos/portrait-astronaut.jpg')).extract({
    left: 0,
    top: 0,
    width: 388,
    height: 488,
  });
  const wanted = await original.raw().toBuffer();
  for (const [left, top] of [
    [0, 0],
    [512, 0],
    [0, 512],
    [512, 512],
  ] as const) {
    const part = { left, top, width: 388, height: 488 };
    const found = await sharp(folder.inside('kept.jpg')).extract(part).raw().toBuffer();
    const off = found.reduce((sum, level, at) => sum + Math.abs(level - (wanted[at] ?? 0)), 0) / found.length;
    expect(off).toBeLessThan(6);
  }
});

for (const brands of [
  ['mif1', 'mif1', 'heic'],
  ['heix', 'mif1', 'heix'],
  ['msf1', 'heic', 'hevc', 'mif1'],
])
  test(`a HEIF that calls itself ${brands.join(', ')} is taken`, async () => {
    await take({ tile: chart, properties: [p3], brands });
    expect(await offBy(folder.inside('kept.jpg'))).toBeLessThan(1.7);
  });

test('a HEIC may be a depth map', async () => {
  writeFileSync(folder.inside('depth.heic'), heic({ tile: chart }));
  const { width, height } = await intakeDrawing(
    folder.inside('depth.heic'),
    folder.inside('kept.png'),
    'depth',
  );
  expect([width, height]).toEqual([128, 64]);
});

const whole = heic({ tile: portrait, grid: { columns: 2, rows: 1, width: 1024, height: 512 } });
const garbled = (from: number, to: number): Buffer => Buffer.from(whole).fill(0xa5, from, to);

const refused: readonly (readonly [string, string, () => Buffer])[] = [
  ['cut in its pixels', 'photo_damaged', () => whole.subarray(0, -4000)],
  ['cut in its tables', 'photo_damaged', () => whole.subarray(0, 200)],
  ['of nothing but a name', 'photo_damaged', () => whole.subarray(0, 28)],
  ['whose tables are rubbish', 'photo_damaged', () => garbled(60, 300)],
  [
    'of 225 megapixels',
    'photo_too_many_pixels',
    () => heic({ tile: portrait, grid: { columns: 30, rows: 30, width: 15_000, height: 15_000 } }),
  ],
  [
    'of one pixel',
    'photo_too_small',
    () => heic({ tile: portrait, grid: { columns: 1, rows: 1, width: 1, height: 1 } }),
  ],
];

for (const [name, kind, make] of refused)
  test(`a HEIC ${name} is refused`, async () => {
    writeFileSync(folder.inside('photo.heic'), make());
    const taken = intakePicture(folder.inside('photo.heic'), folder.inside('kept.jpg'));
    await expect(taken).rejects.toMatchObject({ kind });
    expect(folder.names()).toEqual(['photo.heic']);
  });

test('a decoder that is busy and takes too much memory is killed', async () => {
  const grid = { columns: 12, rows: 12, width: 6000, height: 6000 };
  writeFileSync(folder.inside('photo.heic'), heic({ tile: portrait, grid }));
  const taken = intakePicture(folder.inside('photo.heic'), folder.inside('kept.jpg'), { memory: 130e6 });
  await expect(taken).rejects.toMatchObject({ kind: 'photo_too_many_pixels' });
});

const jxl = readFileSync(fixture('coded/chart.jxl'));

test('a JPEG XL in Display P3 keeps its looks', async () => {
  writeFileSync(folder.inside('photo.jxl'), jxl);
  await intakePicture(folder.inside('photo.jxl'), folder.inside('kept.jpg'));
  expect(await offBy(folder.inside('kept.jpg'))).toBeLessThan(1.7);
});

test('a JPEG XL that is cut is refused', async () => {
  writeFileSync(folder.inside('photo.jxl'), jxl.subarray(0, -40));
  const taken = intakePicture(folder.inside('photo.jxl'), folder.inside('kept.jpg'));
  await expect(taken).rejects.toMatchObject({ kind: 'photo_damaged' });
});
