import { expect, test } from 'vitest';
import { createRandom } from '../../../src/engines/local/random.ts';
import { frontOf } from '../../../src/media/pixels/cut-out.ts';
import { distanceTo } from '../../../src/media/pixels/distance.ts';
import { patchMatch } from '../../../src/media/pixels/patch-match.ts';
import { plateOf } from '../../../src/media/pixels/plate.ts';
import { pushPull } from '../../../src/media/pixels/push-pull.ts';

const size = { width: 200, height: 150 };
const each = (draw: (x: number, y: number, at: number) => void) => {
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1) draw(x, y, y * size.width + x);
};

/** Grass with a horizon, and a soft-edged red ball whose share of each pixel is the matte. */
const meadow = () => {
  const ground = new Uint8Array(size.width * size.height * 3);
  const rgb = new Uint8Array(ground.length);
  const matte = new Uint8Array(size.width * size.height);
  each((x, y, at) => {
    const grass = 90 + ((x * 7 + y * 3) % 23) * 3;
    const colour = y < 60 ? [120, 170, 230] : [40, grass, 50];
    const alpha = Math.min(1, Math.max(0, (34 - Math.hypot(x - 100, y - 70)) / 4));
    matte[at] = Math.round(255 * alpha);
    const ball = [210, 40, 60];
    for (let channel = 0; channel < 3; channel += 1) {
      ground[3 * at + channel] = colour[channel] ?? 0;
      rgb[3 * at + channel] = Math.round(alpha * (ball[channel] ?? 0) + (1 - alpha) * (colour[channel] ?? 0));
    }
  });
  return { ground, rgb, matte };
};

const filling = { grow: 0.012, depth: 1, side: 200 };

test('where the same is everywhere, a hole is filled from nearby if far is dear', () => {
  const [width, height] = [240, 80];
  const away = (stray: number): number => {
    const random = createRandom(3);
    const colour = Float32Array.from({ length: width * height * 3 }, () => 100 + 60 * random());
    const hole = Uint8Array.from({ length: width * height }, (_, at) =>
      Math.hypot((at % width) - 60, Math.floor(at / width) - 40) < 14 ? 1 : 0,
    );
    const copies = patchMatch({ ...{ width, height, colour, hole, stray } }, random) ?? new Int32Array();
    let [sum, count] = [0, 0];
    copies.forEach((from, to) => {
      if (from < 0) return;
      sum += Math.abs((from % width) - (to % width));
      count += 1;
    });
    return sum / count;
  };
  expect(away(1.5e6)).toBeLessThan(0.7 * away(0));
});

test('what was cut out keeps its own colour up to its edge, without what was behind it', () => {
  const { rgb, matte } = meadow();
  const colour = frontOf(rgb, matte, size);
  const ball = [210, 40, 60];
  const off = (picture: Uint8Array): number => {
    let [sum, count] = [0, 0];
    each((_, __, at) => {
      const share = matte[at] ?? 0;
      if (share < 40 || share > 230) return;
      count += 3;
      for (let channel = 0; channel < 3; channel += 1)
        sum += Math.abs((picture[3 * at + channel] ?? 0) - (ball[channel] ?? 0));
    });
    return sum / count;
  };
  expect(off(colour)).toBeLessThan(10);
  expect(off(rgb)).toBeGreaterThan(4 * off(colour));
});

test('behind it the horizon goes on and the grass has texture; elsewhere nothing changes', () => {
  const { ground, rgb, matte } = meadow();
  const plate = plateOf(rgb, matte, size, filling, createRandom(1));
  let [off, count, changed, reddest] = [0, 0, 0, 0];
  const greens: number[] = [];
  each((x, y, at) => {
    const away = Math.hypot(x - 100, y - 70);
    if (away > 48 && plate[3 * at] !== rgb[3 * at]) changed += 1;
    if (away > 28) return;
    count += 1;
    off += Math.abs((plate[3 * at] ?? 0) - (ground[3 * at] ?? 0));
    reddest = Math.max(reddest, plate[3 * at] ?? 0);
    if (y > 75) greens.push(plate[3 * at + 1] ?? 0);
  });
  expect(off / count).toBeLessThan(8);
  expect(changed).toBe(0);
  expect(reddest).toBeLessThan(160);
  const mean = greens.reduce((sum, value) => sum + value, 0) / greens.length;
  const spread = Math.sqrt(greens.reduce((sum, value) => sum + (value - mean) ** 2, 0) / greens.length);
  expect(spread).toBeGreaterThan(12);
});

test('far inside a hole the fill is a blur where the background is one, and as sharp as ever where it is not', () => {
  const { rgb, matte } = meadow();
  const fill = (picture: Uint8Array, blur?: number) =>
    plateOf(picture, matte, size, blur === undefined ? filling : { ...filling, blur }, createRandom(1));
  expect(Buffer.compare(fill(rgb, 0.05), fill(rgb))).toBe(0);
  const calm = rgb.slice();
  each((x, y, at) => calm.fill(110 + 6 * Math.sin(x / 3) + 6 * Math.sin(y / 3), 3 * at, 3 * at + 3));
  const roughness = (plate: Uint8Array): number => {
    let sum = 0;
    each((x, y, at) => {
      if (Math.hypot(x - 100, y - 70) < 18) sum += Math.abs((plate[3 * at] ?? 0) - (plate[3 * at + 3] ?? 0));
    });
    return sum;
  };
  expect(roughness(fill(calm, 0.05))).toBeLessThan(0.6 * roughness(fill(calm)));
});

test('the same numbers fill a hole the same way', () => {
  const { rgb, matte } = meadow();
  const fill = (seed: number) => plateOf(rgb, matte, size, filling, createRandom(seed));
  expect(Buffer.compare(fill(3), fill(3))).toBe(0);
});

test('a picture that is all subject, or none, is no trouble', () => {
  const { rgb } = meadow();
  for (const value of [0, 255]) {
    const matte = new Uint8Array(size.width * size.height).fill(value);
    const colour = frontOf(rgb, matte, size);
    const plate = plateOf(rgb, matte, size, filling, createRandom(1));
    expect(plate).toHaveLength(rgb.length);
    if (value === 255) expect(Buffer.compare(colour, rgb)).toBe(0);
    else expect(Buffer.compare(plate, rgb)).toBe(0);
  }
});

test('unknown colours lie between the known ones around them', () => {
  const wide = { width: 64, height: 8 };
  const colour = new Float32Array(64 * 8 * 3);
  const weight = new Float32Array(64 * 8);
  for (let y = 0; y < 8; y += 1)
    for (const [x, value] of [
      [0, 20],
      [63, 220],
    ] as const) {
      weight[y * 64 + x] = 1;
      colour.fill(value, 3 * (y * 64 + x), 3 * (y * 64 + x) + 3);
    }
  pushPull(colour, weight, wide);
  const row = Array.from({ length: 64 }, (_, x) => colour[3 * (4 * 64 + x)] ?? 0);
  for (const value of row) {
    expect(value).toBeGreaterThanOrEqual(19.99);
    expect(value).toBeLessThanOrEqual(220.01);
  }
  expect(row[16] ?? 0).toBeLessThan(row[48] ?? 0);
});

test('distances grow with every pixel', () => {
  const set = new Uint8Array(20 * 20);
  set[10 * 20 + 10] = 1;
  const away = distanceTo(set, { width: 20, height: 20 });
  expect(away[10 * 20 + 15]).toBe(5);
  expect(away[13 * 20 + 13]).toBeCloseTo(3 * Math.SQRT2, 4);
});
