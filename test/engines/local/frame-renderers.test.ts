import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { gridOf, ringLength } from '../../../src/engines/local/frame-renderer.ts';
import { plainFrameRenderer } from '../../../src/engines/local/plain-renderer.ts';
import { createRandom } from '../../../src/engines/local/random.ts';
import { simdFrameRenderer } from '../../../src/engines/local/simd-renderer.ts';
import { compileKernel, kernelPath } from '../../kernel/build-kernel.ts';
import { simd } from './studio.ts';

const speckled = (random: () => number, width: number, height: number) => {
  const plane = (length: number) => Uint8Array.from({ length }, () => random() * 256);
  const area = width * height;
  return { width, height, luma: plane(area), blue: plane(area / 4), red: plane(area / 4) };
};

test.each([
  [64, 64, 120, 100],
  [18, 10, 40, 30],
  [854, 480, 1300, 760],
  [30, 246, 66, 400],
])('both renderers draw the same %i by %i bytes, whatever the mesh', (width, height, across, down) => {
  const random = createRandom(width);
  const texture = speckled(random, across, down);
  const [one, other] = [plainFrameRenderer({ width, height }, texture), simd({ width, height }, texture)];
  const last = (pixels: number) => (pixels - 1.5) * 65536 - 8;
  for (let round = 0; round < 5; round += 1) {
    for (let i = 0; i < one.nodes.length; i += 1)
      one.nodes[i] = 32768 + random() * (last(i % 2 === 0 ? across : down) - 32768);
    other.nodes.set(one.nodes);
    // From the second round on, some cells are left out.
    if (round > 0) one.active.set(one.active.map(() => (random() < 0.5 ? 0 : 1)));
    other.active.set(one.active);
    expect(Buffer.compare(one.draw(), other.draw())).toBe(0);
  }
});

test('a frame stays as it is until the ring has come round', () => {
  const size = { width: 32, height: 32 };
  const texture = speckled(createRandom(3), 64, 64);
  for (const frameRenderer of [plainFrameRenderer(size, texture), simd(size, texture)]) {
    const draw = (shift: number) => {
      frameRenderer.nodes.fill((shift + 1) * 65536);
      return frameRenderer.draw();
    };
    const first = draw(0);
    const kept = first.slice();
    for (let shift = 1; shift < ringLength; shift += 1) draw(shift);
    expect(first).toEqual(kept);
    expect(draw(ringLength).byteOffset).toBe(first.byteOffset);
    expect(first).not.toEqual(kept);
  }
});

test('a cell that is left out is zero, and its neighbours are drawn as ever', () => {
  const size = { width: 32, height: 16 };
  const texture = speckled(createRandom(5), 64, 64);
  for (const frameRenderer of [plainFrameRenderer(size, texture), simd(size, texture)]) {
    frameRenderer.nodes.set(frameRenderer.nodes.map((_, i) => (9 + i) * 65536));
    const whole = frameRenderer.draw().slice();
    frameRenderer.active[1] = 0;
    const some = frameRenderer.draw();
    const inside = (at: number): boolean => at < 256 && at % 32 >= 8 && at % 32 < 16;
    expect(some.subarray(0, 512)).toEqual(
      whole.subarray(0, 512).map((value, at) => (inside(at) ? 0 : value)),
    );
  }
});

test('without WebAssembly there is no fast renderer', () => {
  const { WebAssembly } = globalThis as { WebAssembly?: unknown };
  try {
    Object.assign(globalThis, { WebAssembly: undefined });
    expect(simdFrameRenderer({ width: 8, height: 8 }, speckled(createRandom(1), 16, 16))).toBeNull();
  } finally {
    Object.assign(globalThis, { WebAssembly });
  }
});

test('a grid has a corner for every cell, cut ones included', () => {
  expect(gridOf({ width: 16, height: 18 })).toEqual({ columns: 3, rows: 4 });
});

test('the kernel that is kept is the one that its source compiles to', async () => {
  expect(await compileKernel()).toBe(await readFile(kernelPath, 'utf8'));
});
