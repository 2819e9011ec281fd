import { expect, test } from 'vitest';
import { breeze } from '../../../effects/breeze.ts';
import { planRender } from '../../../src/engines/local/local-plan.ts';
import { previewMotion } from '../../../src/engines/local/motion-preview.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';
import { lookHere, order, shotOf } from './studio.ts';

const photo = 'test/fixtures/photos/portrait-astronaut.jpg';

test('a breeze moves hair by 8 to 12 pixels, and neither the face nor what is behind', async () => {
  const { photo: size, scene, analysis } = await lookHere(photo);
  const wish = { ...order, ...breeze.defaults, effect: 'breeze', resolution: '720p' as const };
  const shot = { seconds: 4, resolution: '720p' as const, photos: [size], local: breeze.local(wish) };
  const input = planRender(shotOf(shot), null).input as RenderInput;
  const { lensAt, window } = previewMotion(input, size, scene, null, analysis);
  /** Furthest that a place of the photo, in its pixels, travels in pixels of the clip. */
  const travel = (x: number, y: number): number => {
    const [right, down] = [(x - window.x) / window.scale, (y - window.y) / window.scale];
    const moved = Array.from({ length: 24 }, (_, i) => {
      const point = Float64Array.of(right, down);
      lensAt(4 * i)(point);
      return Math.hypot((point[0] ?? 0) - right, (point[1] ?? 0) - down) * input.width;
    });
    return Math.max(...moved);
  };
  const hair = [travel(185, 30), travel(225, 18), travel(265, 40), travel(262, 80), travel(178, 75)];
  expect(Math.max(...hair)).toBeGreaterThan(8);
  expect(Math.max(...hair)).toBeLessThan(12.1);
  expect(Math.max(travel(222, 110), travel(205, 95), travel(240, 95), travel(222, 140))).toBeLessThan(1);
  expect(Math.max(travel(60, 200), travel(340, 40), travel(400, 150))).toBeLessThan(1);
});
