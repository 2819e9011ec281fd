import { expect, test } from 'vitest';
import { gridOf } from '../../../../src/engines/local/frame-renderer.ts';
import { readPhotoScene } from '../../../../src/engines/local/local-analysis.ts';
import { createMesh } from '../../../../src/engines/local/mesh.ts';
import { previewMotion } from '../../../../src/engines/local/motion-preview.ts';
import { texturePad } from '../../../../src/media/texture.ts';
import { blind, inputOf, meadow, paint, shootFrames, stillRecipe } from '../studio.ts';

const photo = await meadow(320, 240);

/** Near above, far below: the other way round than anybody would guess. */
const above = (y: number, height: number) => (y < height / 2 ? 220 : 40);

const see = async (map: string) => {
  const { depth } = (await readPhotoScene(photo, { ...blind, map })).scene;
  const at = (right: number, down: number) =>
    depth.values[Math.floor(down * depth.height) * depth.width + Math.floor(right * depth.width)] ?? 0;
  return { depth, at };
};

test.each([
  ['of the photo’s size', 320, 240],
  ['smaller and square', 64, 64],
  ['larger and tall', 400, 1000],
])('a map %s is depth, over the whole photo', async (_, width, height) => {
  const { at, depth } = await see(await paint(width, height, (_x, y) => above(y, height)));
  expect([depth.width, depth.height]).toEqual([320, 240]);
  for (const right of [0.05, 0.5, 0.95]) {
    expect(at(right, 0.1)).toBeGreaterThan(0.95);
    expect(at(right, 0.9)).toBeLessThan(0.05);
  }
});

test('a map that uses little of its range is stretched, and a flat one stays flat', async () => {
  const { at } = await see(await paint(64, 48, (_, y) => (y < 24 ? 120 : 100)));
  expect(at(0.5, 0.1) - at(0.5, 0.9)).toBeGreaterThan(0.95);
  const flat = await see(await paint(64, 48, (x) => 100 + (x % 2)));
  expect(Math.max(...flat.depth.values) - Math.min(...flat.depth.values)).toBeLessThan(0.02);
});

test('what the map calls near moves more, and the other way', async () => {
  const lines = await paint(640, 480, (x) => (Math.abs((x % 160) - 80) < 5 ? 235 : 30));
  const recipe = { ...stillRecipe, moves: [{ kind: 'orbit', amount: 1 } as const], depth: 1 };
  const travel = async (turned: boolean) => {
    const map = await paint(640, 480, (_, y) => above(turned ? 479 - y : y, 480));
    const shown = await shootFrames(lines, inputOf({ recipe }), [0, 23], lines, { ...blind, map });
    const place = (frame = new Uint8Array(), y = 0): number => {
      const row = frame.subarray(y * 320 + 120, y * 320 + 200);
      return row.indexOf(Math.max(...row));
    };
    const moved = (y: number) => place(shown[1], y) - place(shown[0], y);
    return moved(30) - moved(210);
  };
  const [upright, turned] = [await travel(false), await travel(true)];
  expect(Math.abs(upright)).toBeGreaterThan(4);
  expect(Math.sign(turned)).toBe(-Math.sign(upright));
});

test('a map that is no picture is refused, and named', async () => {
  await expect(readPhotoScene(photo, { ...blind, map: import.meta.filename })).rejects.toMatchObject({
    kind: 'photo_damaged',
    facts: { role: 'depth' },
  });
});

test('a hard edge in a map, however deep, tears nothing', async () => {
  const map = await paint(320, 240, (x, y) => ((x - 150) ** 2 + (y - 130) ** 2 < 60 ** 2 ? 255 : 0));
  const seen = await readPhotoScene(photo, { ...blind, map });
  const recipe = { ...stillRecipe, moves: [{ kind: 'orbit', amount: 1 } as const], depth: 1, drift: 1 };
  const input = inputOf({ recipe, width: 640, height: 480 });
  const { window, lensAt } = previewMotion(input, seen.photo, seen.scene);
  const { columns, rows } = gridOf(input);
  const nodes = new Int32Array(columns * rows * 2);
  const texture = { width: seen.photo.width + 2 * texturePad, height: seen.photo.height + 2 * texturePad };
  const region = { left: 0, top: 0, ...seen.photo };
  const shape = createMesh(nodes, input, window, region, texture);
  const cell = (8 * window.scale * 65536) / input.width;
  const steps: number[] = [];
  for (const frame of [0, 12, 23]) {
    shape(lensAt(frame));
    for (let i = 0; i < (rows - 1) * columns; i += 1) {
      const at = (corner: number, axis: 0 | 1) => nodes[2 * corner + axis] ?? 0;
      steps.push((at(i + columns, 1) - at(i, 1)) / cell);
      if ((i + 1) % columns > 0) steps.push((at(i + 1, 0) - at(i, 0)) / cell);
    }
  }
  expect(steps.filter((step) => step < 0.5 || step > 1.7)).toEqual([]);
  expect(steps.some((step) => step > 1.2) && steps.some((step) => step < 0.8)).toBe(true);
});
