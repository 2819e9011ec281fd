import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { intakePicture } from '../../src/media/intake.ts';
import { withProfile } from '../../src/media/png.ts';
import {
  type Colour,
  chart,
  each,
  levelsInP3,
  light,
  lightIn2020,
  numbered,
  offBy,
  plainChart,
  wanted,
  withChunks,
} from './colours.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();

const take = async (file: Buffer): Promise<string> => {
  writeFileSync(folder.inside('photo'), file);
  await intakePicture(folder.inside('photo'), folder.inside('kept.jpg'));
  return folder.inside('kept.jpg');
};

const png = (colours: readonly Colour[]): Promise<Buffer> => chart(colours).png().toBuffer();
const avif = async (colours: readonly Colour[], primaries: number, transfer: number): Promise<Buffer> =>
  numbered(await chart(colours).avif({ lossless: true, bitdepth: 12 }).toBuffer(), primaries, transfer);

const gamma = (value: number): readonly [string, Buffer] => {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(value);
  return ['gAMA', body];
};

/** White, red, green and blue of Display P3 (12), as cHRM has them. */
const cornersOfP3 = (): readonly [string, Buffer] => {
  const body = Buffer.alloc(32);
  [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000].forEach((value, index) => {
    body.writeUInt32BE(value, 4 * index);
  });
  return ['cHRM', body];
};

const profileOf = async (name: string): Promise<Buffer> =>
  (await sharp(await plainChart().withIccProfile(name).png().toBuffer()).metadata()).icc ?? Buffer.alloc(0);

const icc = (profile: Buffer): readonly [string, Buffer] => [
  'iCCP',
  Buffer.concat([Buffer.from('mine\0\0', 'latin1'), deflateSync(profile)]),
];

/** PQ's curve (SMPTE ST 2084) for light of which 1 is 203 candelas. */
const pq = (value: number): number => {
  const root = ((value * 203) / 10_000) ** 0.1593017578125;
  return ((0.8359375 + 18.8515625 * root) / (1 + 18.6875 * root)) ** 78.84375;
};

const broken = async (at: number, bytes: string): Promise<Buffer> => {
  const profile = Buffer.from(await profileOf('p3'));
  profile.write(bytes, at, 'latin1');
  return profile;
};

/** Files that show the chart, and how far from it they would be without what they say of their colours. */
const described: readonly (readonly [string, number, () => Promise<Buffer>])[] = [
  ['an AVIF in Display P3 by numbers', 3, async () => avif(await levelsInP3(), 12, 13)],
  ['an AVIF in BT.2020 by numbers, linear', 20, async () => avif(wanted.map(lightIn2020), 9, 8)],
  [
    'an AVIF in BT.2020 with PQ that is nowhere brighter than white',
    10,
    async () =>
      avif(
        wanted.map((colour) => each(lightIn2020(colour), pq)),
        9,
        16,
      ),
  ],
  [
    'a PNG in Display P3 by cICP',
    3,
    async () => withChunks(await png(await levelsInP3()), ['cICP', Buffer.from([12, 13, 0, 1])]),
  ],
  [
    'a PNG whose cICP contradicts its gamma',
    3,
    async () =>
      withChunks(await png(await levelsInP3()), ['cICP', Buffer.from([12, 13, 0, 1])], gamma(100_000)),
  ],
  [
    'a PNG in Display P3 by cHRM',
    3,
    async () => withChunks(await png(await levelsInP3()), gamma(45_455), cornersOfP3()),
  ],
  ['a PNG of gamma 1', 15, async () => withChunks(await png(wanted.map(light)), gamma(100_000))],
  [
    'a PNG of gamma 1.8',
    4,
    async () =>
      withChunks(
        await png(wanted.map((colour) => each(light(colour), (v) => v ** (1 / 1.8)))),
        gamma(55_556),
      ),
  ],
  ['a PNG in Display P3 by profile', 3, async () => plainChart().withIccProfile('p3').png().toBuffer()],
  [
    'a PNG of 16 bits in Display P3 by profile',
    3,
    async () => withProfile(await png(await levelsInP3()), await profileOf('p3')),
  ],
  [
    'a WebP in Display P3 by profile',
    3,
    async () => plainChart().withIccProfile('p3').webp({ lossless: true }).toBuffer(),
  ],
  [
    'an AVIF in Display P3 by profile',
    3,
    async () => plainChart().withIccProfile('p3').avif({ lossless: true }).toBuffer(),
  ],
  [
    'a JPEG in Display P3 by profile',
    3,
    async () =>
      plainChart().withIccProfile('p3').jpeg({ quality: 98, chromaSubsampling: '4:4:4' }).toBuffer(),
  ],
];

for (const [name, without, make] of described) {
  test(`${name} keeps its looks`, async () => {
    const file = await make();
    const plain = await sharp(file, { ignoreIcc: true }).png().toBuffer();
    expect(await offBy(plain)).toBeGreaterThan(without);
    expect(await offBy(await take(file))).toBeLessThan(1.7);
  });
}

/** Files that are sRGB whatever else they say. */
const plain: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['a PNG that says nothing', () => png(wanted)],
  ['a PNG of the usual gamma', async () => withChunks(await png(wanted), gamma(45_455))],
  [
    'a PNG that says sRGB and another gamma',
    async () => withChunks(await png(wanted), ['sRGB', Buffer.from([0])], gamma(100_000)),
  ],
  ['a PNG of an impossible gamma', async () => withChunks(await png(wanted), gamma(1))],
  [
    'a PNG whose profile is not whole',
    async () => withChunks(await png(wanted), ['iCCP', Buffer.from('mine\0\0\x78\x9c\x01')]),
  ],
  [
    'a PNG whose profile is of something else',
    async () => withChunks(await png(wanted), icc(await broken(36, 'what'))),
  ],
  [
    'a PNG whose profile is for greys',
    async () => withChunks(await png(wanted), icc(await broken(16, 'GRAY'))),
  ],
  [
    'a PNG whose profile lacks red',
    async () =>
      withChunks(await png(wanted), icc(await broken((await profileOf('p3')).indexOf('rXYZ'), 'none'))),
  ],
  ['an AVIF that leaves its colours open', () => avif(wanted, 2, 2)],
  ["an AVIF with a camera's curve", () => avif(wanted, 1, 1)],
];

for (const [name, make] of plain) {
  test(`${name} is shown as sRGB`, async () => {
    expect(await offBy(await take(await make()))).toBeLessThan(1);
  });
}

test('a profile is believed before other descriptions', async () => {
  const file = withChunks(await plainChart().withIccProfile('p3').png().toBuffer(), gamma(100_000));
  expect(await offBy(await take(file))).toBeLessThan(1.7);
});

test('light of wide range is pressed into the range of a screen, its order and its white kept', async () => {
  const greys = [0.1, 0.5, 1, 2, 4.9].map((value) => pq(value));
  const file = await take(
    await avif(
      greys.map((level) => [level, level, level] as const),
      9,
      16,
    ),
  );
  const { data } = await sharp(file).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const seen = greys.map((_, index) => data[index * 16 + 8] ?? 0);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(new Set(seen).size).toBe(5);
  expect(seen[4]).toBeGreaterThan(250);
  expect(seen[2]).toBeLessThan(200);
});

test('three quarters of HLG are white', async () => {
  const file = await take(
    await avif(
      [0.2, 0.38, 0.75].map((level) => [level, level, level] as const),
      9,
      18,
    ),
  );
  const { data } = await sharp(file).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  expect(data[2 * 16 + 8]).toBeGreaterThan(252);
  // BT.2408: a card of 18 % grey lies at 38 %, as 26 candelas.
  expect(Math.abs((data[16 + 8] ?? 0) - 100)).toBeLessThan(4);
});
