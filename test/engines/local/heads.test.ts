import { expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { previewMotion } from '../../../src/engines/local/motion-preview.ts';
import { inputOf, lookHere, order } from './studio.ts';

const { photo, scene } = await lookHere('test/fixtures/photos/portrait-astronaut.jpg');
const [face] = scene.faces;
if (face === undefined) throw new Error('no face');

const calm = effects.filter((effect) => effect.local(order).cutout === null);

/** How much longer or shorter lengths across and down the face become, at worst, against the rest of the frame. */
const bent = (name: string, further: (ends: Float64Array) => void = () => {}) => {
  const effect = effects.find((each) => each.name === name);
  const recipe = effect?.local({ ...order, motion: 'high' });
  if (recipe === undefined) throw new Error(name);
  const input = inputOf({ recipe, width: 480, height: 480, frames: 96 });
  const { window, lensAt } = previewMotion(input, photo, scene);
  const place = (right: number, down: number) => ({
    x: ((face.x + right * face.across) * photo.width - window.x) / window.scale,
    y: ((face.y + down * face.down) * photo.height - window.y) / window.scale,
  });
  const pairs = [
    [place(-0.8, 0), place(0.8, 0)],
    [place(0, -0.8), place(0, 0.8)],
    [place(-0.5, -0.5), place(0.5, 0.5)],
  ] as const;
  const shapes = [0, 13, 29, 47, 60, 80, 95].map((frame) => {
    const lens = lensAt(frame);
    return pairs.map(([from, to]) => {
      const ends = Float64Array.of(from.x, from.y, to.x, to.y);
      lens(ends);
      further(ends);
      const [left = 0, top = 0, right = 0, bottom = 0] = ends;
      return Math.hypot(left - right, top - bottom) / Math.hypot(from.x - to.x, from.y - to.y);
    });
  });
  // A zoom makes everything larger and bends nothing.
  return Math.max(...shapes.map((lengths) => Math.max(...lengths) / Math.min(...lengths)));
};

test.each(calm)('$name bends no face', ({ name }) => {
  expect(bent(name)).toBeLessThan(1.04);
});

test('a face that is squeezed sideways would be noticed', () => {
  const squeeze = (ends: Float64Array): void => {
    for (const x of [0, 2]) ends[x] = 0.8 * (ends[x] ?? 0);
  };
  expect(bent('parallax', squeeze)).toBeGreaterThan(1.2);
});
