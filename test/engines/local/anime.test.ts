import { expect, test } from 'vitest';
import { drawAnime } from '../../../src/engines/local/anime/draw-anime.ts';
import type { SeenFace } from '../../../src/media/analysis/types.ts';

test('a drawn face keeps its lines and loses its wrinkles', () => {
  const [width, height] = [400, 400];
  // Fine vertical grooves all over, as of age.
  const texture = () => ({
    ...{ width, height, blue: new Uint8Array(40_000).fill(110), red: new Uint8Array(40_000).fill(150) },
    luma: Uint8Array.from({ length: width * height }, (_, i) => (i % 14 < 3 ? 96 : 150)),
  });
  const roughness = (faces: readonly SeenFace[]) => {
    const shown = texture();
    const region = { left: 0, top: 0, width: width - 32, height: height - 32 };
    drawAnime({ clean: shown, shown, scaleX: 1, scaleY: 1, region }, faces, 1);
    const cheek = shown.luma.subarray(200 * width + 150, 200 * width + 250);
    return Math.max(...cheek) - Math.min(...cheek);
  };
  const points = Array.from({ length: 468 }, (): [number, number, number] => [184, 120, 0]);
  const at = (index: number, x: number, y: number) => points.splice(index, 1, [x, y, 0]);
  for (const [index, x, y] of [
    [10, 184, 40],
    [152, 184, 340],
    [234, 54, 180],
    [454, 314, 180],
    [33, 120, 120],
    [263, 250, 120],
  ] as const)
    at(index, x, y);
  const face = { points, pose: { yaw: 0, pitch: 0, roll: 0 } } as unknown as SeenFace;
  expect(roughness([])).toBeGreaterThan(30);
  expect(roughness([face])).toBeLessThan(0.8 * roughness([]));
});

test.each([
  ['a soft edge', 70, 7],
  ['the edge of a faint picture', 7, 2],
] as const)('%s gets an ink line too', (_, contrast, wide) => {
  const [width, height] = [400, 400];
  const across = (x: number): number => 150 - contrast * Math.min(1, Math.max(-1, (x - 200) / wide));
  const shown = {
    ...{ width, height, blue: new Uint8Array(40_000).fill(110), red: new Uint8Array(40_000).fill(150) },
    luma: Uint8Array.from({ length: width * height }, (_, i) => across(i % width)),
  };
  const region = { left: 0, top: 0, width: width - 32, height: height - 32 };
  drawAnime({ clean: shown, shown, scaleX: 1, scaleY: 1, region }, [], 1);
  const row = [...shown.luma.subarray(200 * width + 160, 200 * width + 240)];
  expect(Math.min(...row)).toBeLessThan((shown.luma[200 * width + 300] ?? 0) - 20);
});
