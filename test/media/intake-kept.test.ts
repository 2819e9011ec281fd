import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { intakePicture, type Photo } from '../../src/media/intake.ts';
import { useFolder } from './folders.ts';

type Colour = readonly [number, number, number];

const folder = useFolder();
const orange: Colour = [230, 120, 40];
const blue: Colour = [30, 60, 200];

/** A picture of two halves. */
const halves = (left: Colour, right: Colour, width = 96, height = 64): Sharp => {
  const data = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.set(pixel % width < width / 2 ? left : right, pixel * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
};

type Kept = { readonly photo: Photo; at(x: number, y: number): Colour };

const keep = async (picture: Sharp | Uint8Array): Promise<Kept> => {
  writeFileSync(folder.inside('photo'), picture instanceof Uint8Array ? picture : await picture.toBuffer());
  const photo = await intakePicture(folder.inside('photo'), folder.inside('kept.jpg'));
  expect(folder.names()).toEqual(['kept.jpg', 'photo']);
  const { data, info } = await sharp(folder.inside('kept.jpg')).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: photo.width, height: photo.height, channels: 3 });
  const at = (x: number, y: number): Colour => {
    const start = (y * info.width + x) * 3;
    const [red = -1, green = -1, blueLevel = -1] = data.subarray(start, start + 3);
    return [red, green, blueLevel];
  };
  return { photo, at };
};

const expectColour = (found: Colour, wanted: Colour, tolerance = 4): void => {
  const distance = Math.max(...found.map((level, channel) => Math.abs(level - (wanted[channel] ?? -1))));
  expect(distance, `${found} should be ${wanted}`).toBeLessThanOrEqual(tolerance);
};

const expectHalves = ({ photo, at }: Kept, tolerance?: number): void => {
  expect([photo.width, photo.height]).toEqual([96, 64]);
  expectColour(at(20, 32), orange, tolerance);
  expectColour(at(76, 32), blue, tolerance);
};

for (const format of ['jpeg', 'png', 'webp', 'avif', 'gif'] as const) {
  test(`a ${format} keeps its pixels`, async () => {
    expectHalves(await keep(halves(orange, blue).toFormat(format)), 8);
  });
}

test('of a moving GIF the first picture is kept', async () => {
  const first = await halves(orange, blue).png().toBuffer();
  const second = await halves(blue, blue).png().toBuffer();
  expectHalves(await keep(sharp([first, second], { join: { animated: true } }).gif()), 8);
});

test('what is kept is a plain JPEG with the size and hash it is said to have', async () => {
  const { photo } = await keep(halves(orange, blue).png());
  const file = readFileSync(folder.inside('kept.jpg'));
  expect(photo.bytes).toBe(file.length);
  expect(photo.sha256).toBe(createHash('sha256').update(file).digest('hex'));
  expect(await sharp(file).metadata()).toMatchObject({
    format: 'jpeg',
    chromaSubsampling: '4:4:4',
    isProgressive: false,
  });
});

test('a photo taken sideways is turned upright, and where it was taken is forgotten', async () => {
  const place = { IFD0: { Artist: 'Ana' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } };
  const upright = halves(orange, blue).rotate(-90);
  const sideways = await upright.withMetadata({ orientation: 6 }).withExifMerge(place).jpeg().toBuffer();
  expect(sideways.includes('Ana')).toBe(true);
  const before = await sharp(sideways).metadata();
  expect(before).toMatchObject({ width: 64, height: 96, orientation: 6, exif: expect.anything() });
  expectHalves(await keep(sideways), 6);
  const after = await sharp(folder.inside('kept.jpg')).metadata();
  for (const trace of ['exif', 'xmp', 'iptc', 'icc', 'orientation']) expect(after).not.toHaveProperty(trace);
  expect(readFileSync(folder.inside('kept.jpg')).includes('Ana')).toBe(false);
});

test('colours of a wide profile become sRGB', async () => {
  const green: Colour = [80, 200, 90];
  const wide = await halves(green, green).withIccProfile('p3').png().toBuffer();
  const stored = (await sharp(wide, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 3);
  expect(Math.abs((stored[0] ?? 0) - green[0])).toBeGreaterThan(20);
  expectColour((await keep(wide)).at(20, 32), green);
});

test('transparency becomes white', async () => {
  const clear = await halves(orange, blue).ensureAlpha(0).png().toBuffer();
  expectColour((await keep(clear)).at(20, 32), [255, 255, 255], 1);
});

test('behind a white drawing on nothing it is dark, behind any other white', async () => {
  const drawn = async (colour: Colour): Promise<Colour[]> => {
    const data = Buffer.alloc(96 * 64 * 4);
    for (let pixel = 0; pixel < 96 * 64; pixel += 1)
      data.set([...colour, pixel % 96 < 48 ? 255 : 0], pixel * 4);
    const { at } = await keep(sharp(data, { raw: { width: 96, height: 64, channels: 4 } }).png());
    return [at(20, 32), at(76, 32)];
  };
  const [logo = blue, ground = blue] = await drawn([255, 255, 255]);
  expectColour(logo, [255, 255, 255], 2);
  expectColour(ground, [48, 48, 48], 2);
  expectColour((await drawn(orange))[1] ?? blue, [255, 255, 255], 2);
});

test('a half transparent picture of 16 bits becomes half white', async () => {
  const veiled = halves(orange, blue).ensureAlpha(0.5).toColourspace('rgb16').png();
  expectColour((await keep(veiled)).at(20, 32), [243, 188, 148], 8);
});

test('a CMYK photo keeps its looks', async () => {
  const printed = await halves(orange, blue).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
  expect(await sharp(printed).metadata()).toMatchObject({ space: 'cmyk', channels: 4 });
  const { at } = await keep(printed);
  expectColour(at(20, 32), orange, 30);
  expect(at(76, 32)[2]).toBeGreaterThan(at(76, 32)[0]);
});

test('a PNG of 16 bits keeps its pixels', async () => {
  const deep = await halves(orange, blue).toColourspace('rgb16').png().toBuffer();
  expect(await sharp(deep).metadata()).toMatchObject({ depth: 'ushort' });
  expectHalves(await keep(deep));
});

test('a grey photo keeps its greys in three channels', async () => {
  const grey = await halves([40, 40, 40], [180, 180, 180]).toColourspace('b-w').png().toBuffer();
  expect(await sharp(grey).metadata()).toMatchObject({ channels: 1 });
  const { at } = await keep(grey);
  expectColour(at(20, 32), [40, 40, 40], 2);
  expectColour(at(76, 32), [180, 180, 180], 2);
});

test('a large photo is made smaller, a small one is left as it is', async () => {
  const large = await keep(halves(orange, blue, 4000, 1000).jpeg());
  expect([large.photo.width, large.photo.height]).toEqual([2560, 640]);
  const small = await keep(halves(orange, blue, 20, 16).png());
  expect([small.photo.width, small.photo.height]).toEqual([20, 16]);
});

test('a good photo gets no advice but on its size', async () => {
  const photos = new URL('../fixtures/photos/', import.meta.url);
  const look = async (name: string) =>
    (await intakePicture(fileURLToPath(new URL(name, photos)), folder.inside('kept.jpg'))).advice;
  expect(await look('macro-dandelion.jpg')).toEqual([]);
  expect(await look('cat-chelsea.jpg')).toEqual(['small']);
  expect(await look('grey-cameraman.jpg')).toEqual(['small']);
  expect(await look('night-rocket.jpg')).toEqual(['small']);
});
