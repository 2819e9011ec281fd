import { expect, test } from 'vitest';
import { parallax } from '../../../effects/parallax.ts';
import { inputOf, order, paint, shootFrames } from './studio.ts';

const [width, height] = [720, 540];

/** A façade: a near floor, a far wall, and dark lines across the whole of it. */
const lines = [150, 430, 620] as const;

const facade = await paint(width, height, (x, y) => {
  if (lines.some((line) => Math.abs(x - line) < 3)) return 25;
  if (Math.abs(y - 360) < 3) return 25;
  const grain = (x * 7 + y * 13) % 17;
  return y < 360 ? [150 + grain, 170 + grain, 200 + grain] : [90 + grain, 110 + 0.2 * (y - 360), 70 + grain];
});

/** Where a dark line crosses a row, near where it is looked for, to a fraction of a pixel. */
const darkest = (level: (at: number) => number, near: number): number => {
  let [sum, weight] = [0, 0];
  for (let at = Math.round(near) - 14; at <= near + 14; at += 1) {
    const dark = Math.max(0, 90 - level(at)) ** 2;
    sum += at * dark;
    weight += dark;
  }
  return weight === 0 ? Number.NaN : sum / weight;
};

/** The farthest that points lie from the straight line through them, in shares of the width. */
const bend = (points: readonly (readonly [along: number, across: number])[]): number => {
  const mean = (pick: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [u, v] = [mean(([along]) => along), mean(([, across]) => across)];
  const slope =
    mean(([along, across]) => (along - u) * (across - v)) /
    Math.max(
      1e-9,
      mean(([along]) => (along - u) ** 2),
    );
  return Math.max(...points.map(([along, across]) => Math.abs(across - v - slope * (along - u)))) / width;
};

test('long edges stay straight while the camera moves over their depth', async () => {
  const recipe = parallax.local({ ...order, motion: 'medium' });
  const input = inputOf({ recipe, width, height, frames: 24, fps: 8 });
  const frames = await shootFrames(facade, input, [0, 6, 12, 18, 23]);
  const bends: number[] = [];
  let travelled = 0;
  for (const frame of frames)
    for (const line of lines) {
      const points: [number, number][] = [];
      let near = line as number;
      for (let y = 170; y < 345; y += 5) {
        const found = darkest((x) => frame[y * width + x] ?? 255, near);
        if (Number.isNaN(found)) continue;
        near = found;
        points.push([y, found]);
      }
      if (points.length < 25) continue;
      bends.push(bend(points));
      travelled = Math.max(travelled, Math.abs((points[0]?.[1] ?? line) - line));
    }
  expect(bends.length).toBeGreaterThan(8);
  expect(travelled).toBeGreaterThan(2);
  expect(Math.max(...bends)).toBeLessThan(0.003);
});
