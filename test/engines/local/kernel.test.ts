import { expect, test } from 'vitest';
import { warp } from '../../../src/engines/local/kernel.ts';

const texture = { width: 32, values: Uint8Array.from({ length: 32 * 32 }, (_, i) => (i * 37) % 251) };

const meshAt = (place: (column: number, row: number) => readonly [number, number]) => {
  const columns = 4;
  const nodes = new Int32Array(columns * 4 * 2);
  for (let row = 0; row < 4; row += 1)
    for (let column = 0; column < columns; column += 1)
      nodes.set(
        place(column, row).map((value) => value * 65536),
        (row * columns + column) * 2,
      );
  return { nodes, columns };
};

const picture = (width: number, height: number) => ({
  buffer: new Uint8Array(width * height),
  start: 0,
  width,
  height,
});

test('a mesh that lies straight on the texture copies it', () => {
  const target = picture(20, 20);
  const straight = meshAt((column, row) => [column * 8 + 3.5, row * 8 + 4.5]);
  warp(target, texture, straight, 3, 2);
  for (let y = 0; y < 20; y += 1)
    for (let x = 0; x < 20; x += 1)
      expect(target.buffer[y * 20 + x]).toBe(texture.values[(y + 5) * 32 + x + 4]);
});

test('half a pixel aside is the mean of two neighbours', () => {
  const target = picture(8, 8);
  warp(
    target,
    texture,
    meshAt((column, row) => [column * 8 + 1, row * 8 + 0.5]),
    3,
    2,
  );
  const here = 2 * 32 + 1;
  const mean = ((texture.values[here] ?? 0) + (texture.values[here + 1] ?? 0)) / 2;
  expect(Math.abs((target.buffer[8] ?? 0) - mean)).toBeLessThanOrEqual(0.5);
});

test('pixels sited further left are looked up further left', () => {
  const ramp = { width: 32, values: Uint8Array.from({ length: 32 * 32 }, (_, i) => (i % 32) * 8) };
  const straight = meshAt((column, row) => [column * 4 + 2, row * 4 + 2]);
  const [middle, left] = [picture(8, 8), picture(8, 8)];
  warp(middle, ramp, straight, 2, 2);
  warp(left, ramp, straight, 2, 1);
  expect(middle.buffer[0]).toBe(20);
  expect(left.buffer[0]).toBe(18);
});

test('cells cut off by the frame write nothing outside it', () => {
  const buffer = new Uint8Array(400).fill(255);
  const target = { buffer, start: 50, width: 10, height: 10 };
  warp(
    target,
    { width: 32, values: new Uint8Array(32 * 32) },
    meshAt((x, y) => [x * 8, y * 8]),
    3,
    2,
  );
  expect(buffer.subarray(0, 50).every((value) => value === 255)).toBe(true);
  expect(buffer.subarray(50, 150).every((value) => value === 0)).toBe(true);
  expect(buffer.subarray(150).every((value) => value === 255)).toBe(true);
});
