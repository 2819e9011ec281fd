import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { FailureKind } from '../../src/core/failure.ts';
import { type IntakeLimits, intakePicture } from '../../src/media/intake.ts';
import { useFolder } from './folders.ts';
import { blackPng } from './pictures.ts';

const folder = useFolder();
const cat = fileURLToPath(new URL('../fixtures/photos/cat-chelsea.jpg', import.meta.url));
const small = { width: 64, height: 64, channels: 3, background: 'teal' } as const;

/** Takes the source in and expects a refusal that leaves nothing behind. */
const refuse = async (source: string, kind: FailureKind, facts = {}, limits: Partial<IntakeLimits> = {}) => {
  const before = folder.names();
  await expect(intakePicture(source, folder.inside('kept.jpg'), limits)).rejects.toMatchObject({
    kind,
    facts,
  });
  expect(folder.names()).toEqual(before);
};

const refuseBytes = async (bytes: Uint8Array | string, kind: FailureKind, facts = {}) => {
  writeFileSync(folder.inside('photo.jpg'), bytes);
  await refuse(folder.inside('photo.jpg'), kind, facts);
};

test('a photo that is not there is refused', async () => {
  await refuse(folder.inside('nothing.jpg'), 'photo_missing');
  await refuse(`${cat}/nothing.jpg`, 'photo_missing');
});

test('a folder is refused', async () => {
  mkdirSync(folder.inside('photo.jpg'));
  await refuse(folder.inside('photo.jpg'), 'photo_is_folder');
});

test('a pipe is refused without waiting for what may come out of it', async () => {
  execFileSync('mkfifo', [folder.inside('photo.jpg')]);
  await refuse(folder.inside('photo.jpg'), 'photo_not_image');
});

test('an empty file is refused', async () => {
  await refuseBytes('', 'photo_empty');
});

test('a file of 100 MB is refused with its weight', async () => {
  const heavy = folder.inside('photo.jpg');
  writeFileSync(heavy, readFileSync(cat));
  truncateSync(heavy, 100 * 2 ** 20);
  await refuse(heavy, 'photo_too_heavy', { megabytes: 100, limit: 20 });
});

test('text is refused whatever it is called', async () => {
  await refuseBytes('This is not a picture.', 'photo_not_image');
});

test('an SVG under another name is refused', async () => {
  await refuseBytes(
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>',
    'photo_type_unsupported',
    {
      type: 'svg',
    },
  );
});

test('a TIFF is refused by name', async () => {
  await refuseBytes(await sharp({ create: small }).tiff().toBuffer(), 'photo_type_unsupported', {
    type: 'tiff',
  });
});

for (const format of ['jpeg', 'png', 'gif', 'webp', 'avif'] as const) {
  test(`a torn ${format} is refused`, async () => {
    const whole = await sharp(cat).toFormat(format).toBuffer();
    await refuseBytes(whole.subarray(0, whole.length / 2), 'photo_damaged');
  });
}

test('a JPEG of rubbish is refused', async () => {
  await refuseBytes(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(999, 7)]), 'photo_damaged');
});

test('a picture of 30,000 × 30,000 pixels is refused with its size', async () => {
  const size = { width: 30_000, height: 30_000 };
  const bytes = blackPng({ ...size, depth: 1, colour: 'grey', interlaced: false });
  expect(bytes.length).toBeLessThan(1e6);
  await refuseBytes(bytes, 'photo_too_many_pixels', { ...size, megapixels: 900, limit: 50 });
});

test('a single pixel is refused', async () => {
  const facts = { width: 1, height: 1, minimum: 16 };
  await refuseBytes(
    blackPng({ ...facts, depth: 8, colour: 'rgb', interlaced: false }),
    'photo_too_small',
    facts,
  );
});

test('a ribbon that would shrink to a thread is refused', async () => {
  const facts = { width: 20_000, height: 50 };
  await refuseBytes(
    blackPng({ ...facts, depth: 8, colour: 'rgb', interlaced: false }),
    'photo_too_small',
    facts,
  );
});

/** 294 MB once decoded: a few seconds of work from a file of about a megabyte. */
const explosive = { width: 7000, height: 7000, depth: 16, colour: 'rgb', interlaced: true } as const;

test('a decoder that takes too long is killed', async () => {
  writeFileSync(folder.inside('photo.jpg'), blackPng(explosive));
  await refuse(folder.inside('photo.jpg'), 'photo_too_slow', {}, { seconds: 0.2 });
});

test('a decoder that takes too much memory is killed, and an ordinary photo fits the same limit', async () => {
  writeFileSync(folder.inside('photo.jpg'), blackPng(explosive));
  await refuse(folder.inside('photo.jpg'), 'photo_too_many_pixels', {}, { memory: 250e6, seconds: 60 });
  await intakePicture(cat, folder.inside('kept.jpg'), { memory: 250e6 });
  expect(folder.names()).toEqual(['kept.jpg', 'photo.jpg']);
});

test('a photo that nobody wants any more leaves nothing behind', async () => {
  const controller = new AbortController();
  const taken = intakePicture(cat, folder.inside('kept.jpg'), {}, controller.signal);
  setImmediate(() => controller.abort());
  await expect(taken).rejects.toMatchObject({ kind: 'cancelled' });
  expect(folder.names()).toEqual([]);
});

test('a target folder that is not there is named', async () => {
  await expect(intakePicture(cat, folder.inside('no/kept.jpg'))).rejects.toMatchObject({
    kind: 'output_unwritable',
  });
});
