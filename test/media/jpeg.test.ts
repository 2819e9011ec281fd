import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { intakePicture } from '../../src/media/intake.ts';
import { useFolder } from './folders.ts';
import { noisy } from './pictures.ts';

const folder = useFolder();
const size = { width: 160, height: 120 };
let plain: Buffer;
let progressive: Buffer;

beforeAll(async () => {
  const picture = sharp(noisy(size), { raw: { ...size, channels: 3 } });
  plain = await picture.clone().jpeg({ quality: 90 }).toBuffer();
  progressive = await picture.jpeg({ quality: 90, progressive: true }).toBuffer();
});

/** Where the first segment of a type begins. */
const segmentAt = (file: Buffer, type: number): number => {
  let at = 2;
  while (file[at + 1] !== type) at += 2 + file.readUInt16BE(at + 2);
  return at;
};

const withByte = (file: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(file);
  copy[at] = value;
  return copy;
};

const inserted = (file: Buffer, at: number, bytes: readonly number[]): Buffer =>
  Buffer.concat([file.subarray(0, at), Buffer.from(bytes), file.subarray(at)]);

const lastSpectral = (file: Buffer): number => {
  const scan = segmentAt(file, 0xda);
  return scan + 2 + file.readUInt16BE(scan + 2) - 2;
};

const jfif9 = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 9, 2, 0, 0, 1, 0, 1, 0, 0];

const take = (file: Buffer) => {
  writeFileSync(folder.inside('photo.jpg'), file);
  return intakePicture(folder.inside('photo.jpg'), folder.inside('kept.jpg'));
};

const whole: readonly (readonly [string, () => Buffer])[] = [
  ['whose scan header ends at coefficient 0', () => withByte(plain, lastSpectral(plain), 0)],
  ['with stray bytes between segments', () => inserted(plain, segmentAt(plain, 0xc4), [0, 1, 2, 3, 0])],
  ['with stray bytes before its scan', () => inserted(plain, segmentAt(plain, 0xda), [0, 0, 0])],
  ['without its end marker', () => plain.subarray(0, -2)],
  ['without the last byte', () => plain.subarray(0, -1)],
  ['of many scans without its end marker', () => progressive.subarray(0, -2)],
  ['of an unknown JFIF version', () => inserted(plain, 2, jfif9)],
  ['followed by something else', () => Buffer.concat([plain, Buffer.alloc(5000, 7)])],
];

for (const [name, make] of whole) {
  test(`a JPEG ${name} is taken with every pixel`, async () => {
    const { sha256 } = await take(name.includes('many scans') ? progressive : plain);
    expect((await take(make())).sha256).toBe(sha256);
  });
}

const broken: readonly (readonly [string, () => Buffer])[] = [
  ['cut in the middle', () => plain.subarray(0, plain.length / 2)],
  ['cut near its end', () => plain.subarray(0, -60)],
  ['of many scans cut in the middle', () => progressive.subarray(0, progressive.length / 2)],
  ['cut and closed', () => Buffer.concat([plain.subarray(0, plain.length / 2), Buffer.from([0xff, 0xd9])])],
  ['cut in a header', () => plain.subarray(0, segmentAt(plain, 0xdb) + 10)],
];

for (const [name, make] of broken) {
  test(`a JPEG ${name} is refused`, async () => {
    await expect(take(make())).rejects.toMatchObject({ kind: 'photo_damaged' });
    expect(folder.names()).toEqual(['photo.jpg']);
  });
}
