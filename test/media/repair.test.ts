import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/engines/local/random.ts';
import { nothingSeen } from '../../src/media/analysis/analyse.ts';
import { isOfOneColour } from '../../src/media/repair/one-colour.ts';
import { repairCracks } from '../../src/media/repair/repair.ts';
import { readPhoto } from '../../src/media/texture.ts';
import { folder } from '../engines/local/studio.ts';
import { seeHere } from './analysis/see-here.ts';

const sample = (name: string) => `test/fixtures/photos/${name}.jpg`;

/** A copy of a sample photo of this width. */
const smaller = async (name: string, width: number) => {
  const path = join(folder, `small-${name}.png`);
  await sharp(sample(name)).resize({ width }).toFile(path);
  return path;
};

const small = async (name: string) => readPhoto(await smaller(name, 256));

/** Draws jagged paper-white cracks from the rim into a photo; gives which pixels they are. */
const crack = (
  photo: { readonly data: Buffer; readonly width: number; readonly height: number },
  count: number,
) => {
  const { data, width, height } = photo;
  const random = createRandom(5);
  const drawn = new Set<number>();
  for (let line = 0; line < count; line += 1) {
    let [x, y] = line % 2 === 0 ? [0, height * (0.06 + 0.1 * line)] : [width * (0.1 + 0.1 * line), 0];
    let [right, down] = line % 2 === 0 ? [1, 0.25] : [0.2, 1];
    for (let step = 0; step < 0.42 * width; step += 1) {
      right += 0.3 * (random() - 0.5);
      down += 0.3 * (random() - 0.5);
      const long = Math.sqrt(right * right + down * down);
      x += right / long;
      y += down / long;
      for (let i = 0; i < 2; i += 1) {
        const [column, row] = [Math.round(x) + i, Math.round(y)];
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        const index = row * width + column;
        drawn.add(index);
        data.fill(238, 3 * index, 3 * index + 3);
      }
    }
  }
  return drawn;
};

const apart = (a: Buffer, b: Buffer, indices: Iterable<number>): number => {
  let [sum, count] = [0, 0];
  for (const index of indices) {
    sum += Math.abs((a[3 * index + 1] as number) - (b[3 * index + 1] as number));
    count += 1;
  }
  return sum / Math.max(1, count);
};

const changed = (a: Buffer, b: Buffer): number => {
  let count = 0;
  for (let i = 0; i < a.length; i += 3)
    if (a[i] !== b[i] || a[i + 1] !== b[i + 1] || a[i + 2] !== b[i + 2]) count += 1;
  return (3 * count) / a.length;
};

test('cracks that come in from the rim go, and what is whole stays to the last bit', async () => {
  const photo = await small('grey-cameraman');
  const whole = Buffer.from(photo.data);
  const cracks = crack(photo, 6);
  const broken = Buffer.from(photo.data);
  const filled = await repairCracks(photo, nothingSeen(photo), 'full');
  expect(filled).toBeGreaterThan(0.01);
  expect(apart(photo.data, whole, cracks)).toBeLessThan(0.35 * apart(broken, whole, cracks));
  expect(changed(photo.data, broken)).toBeLessThan(0.12);
});

test('the pale rim beside a crack goes with it', async () => {
  const photo = await small('grey-cameraman');
  const whole = Buffer.from(photo.data);
  const cracks = crack(photo, 6);
  const rims = new Set<number>();
  for (const index of cracks)
    for (const step of [-2, -1, 1, 2]) {
      const at = index + step * photo.width;
      if (cracks.has(at) || rims.has(at) || at < 0 || at >= photo.width * photo.height) continue;
      rims.add(at);
      const pale = (whole[3 * at] as number) + 0.3 * (238 - (whole[3 * at] as number));
      photo.data.fill(Math.round(pale), 3 * at, 3 * at + 3);
    }
  const broken = Buffer.from(photo.data);
  await repairCracks(photo, nothingSeen(photo), 'full');
  expect(apart(photo.data, whole, rims)).toBeLessThan(0.4 * apart(broken, whole, rims));
});

test('a photo without damage is hardly touched', async () => {
  for (const name of ['grey-cameraman', 'portrait-astronaut', 'cat-chelsea', 'night-rocket']) {
    const photo = await readPhoto(sample(name));
    const whole = Buffer.from(photo.data);
    await repairCracks(photo, nothingSeen(photo), 'gentle');
    expect(changed(photo.data, whole)).toBe(0);
  }
});

test('a face keeps its landmarks, whatever is mended', async () => {
  const path = await smaller('portrait-astronaut', 320);
  const before = await seeHere(path);
  const photo = await readPhoto(path);
  await repairCracks(photo, before, 'full');
  const raw = { width: photo.width, height: photo.height, channels: 3 } as const;
  const mended = join(folder, 'mended.png');
  await sharp(photo.data, { raw }).png().toFile(mended);
  const after = await seeHere(mended);
  const [was, is] = [before.faces[0], after.faces[0]];
  if (was === undefined || is === undefined) throw new Error('no face');
  const moved = was.points
    .map(([x, y], index) => Math.hypot(x - (is.points[index]?.[0] ?? 0), y - (is.points[index]?.[1] ?? 0)))
    .sort((a, b) => a - b);
  expect((moved[234] ?? 1) / was.box[2]).toBeLessThan(0.006);
});

test('the same photo is mended the same way every time', async () => {
  const once = await small('cat-chelsea');
  crack(once, 6);
  const again = { ...once, data: Buffer.from(once.data) };
  await repairCracks(once, nothingSeen(once), 'full');
  await repairCracks(again, nothingSeen(again), 'full');
  expect(again.data.equals(once.data)).toBe(true);
});

test('a grey room with a face in colour is no old print', () => {
  const size = { width: 200, height: 100 };
  const data = new Uint8Array(3 * size.width * size.height);
  for (let i = 0; i < data.length; i += 1) data[i] = 60 + (Math.floor(i / 3) % size.width) / 2;
  expect(isOfOneColour({ ...size, data }, [[40, 20, 24, 24]])).toBe(true);
  for (let y = 20; y < 44; y += 1)
    for (let x = 40; x < 64; x += 1) data[3 * (y * size.width + x)] = 95 + (y % 12);
  expect(isOfOneColour({ ...size, data }, [])).toBe(true);
  expect(isOfOneColour({ ...size, data }, [[40, 20, 24, 24]])).toBe(false);
});
