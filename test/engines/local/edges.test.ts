import { expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { cameras, ratios } from '../../../src/core/order.ts';
import type { Size } from '../../../src/core/shot.ts';
import { coloursOf } from '../../../src/engines/local/depth/colours.ts';
import { readScene } from '../../../src/engines/local/depth/scene.ts';
import { frameSize } from '../../../src/engines/local/frame-size.ts';
import { previewMotion } from '../../../src/engines/local/motion-preview.ts';
import { createRandom } from '../../../src/engines/local/random.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';
import { inputOf, order } from './studio.ts';

const random = createRandom(11);
const speckled = Uint8Array.from({ length: 120 * 90 * 3 }, () => random() * 256);
const scene = readScene(coloursOf(speckled, 120, 90));

/** Farthest that any point of the frame, over the whole shot, looks beyond the photo, in photo pixels. */
const beyond = (input: RenderInput, photo: Size): number => {
  const { window, lensAt } = previewMotion(input, photo, scene);
  let most = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame < input.frames; frame += 1) {
    const lens = lensAt(frame);
    for (let row = 0; row <= 40; row += 1)
      for (let column = 0; column <= 40; column += 1) {
        const point = Float64Array.of(column / 40 - 0.5, ((row / 40 - 0.5) * input.height) / input.width);
        lens(point);
        const [right = 0, down = 0] = point;
        const x = window.x + right * window.scale;
        const y = window.y + down * window.scale;
        most = Math.max(most, -x, -y, x - photo.width, y - photo.height);
      }
  }
  return most;
};

const shapes = [
  { width: 1200, height: 900 },
  { width: 900, height: 1300 },
];

test.each(effects.flatMap(({ name }) => ratios.map((ratio) => [name, ratio] as const)))(
  '%s never shows an edge of the photo at %s',
  (name, ratio) => {
    const effect = effects.find((each) => each.name === name);
    if (effect === undefined) throw new Error(name);
    for (const photo of shapes) {
      const recipe = effect.local({ ...order, motion: 'high', seconds: 10 });
      const size = frameSize(ratio, '480p', photo);
      expect(beyond(inputOf({ recipe, ...size, frames: 24, fps: 2.4 }), photo)).toBeLessThan(0.05);
    }
  },
);

test.each(cameras)('a %s camera never shows an edge, and comes as near to it as it can', (camera) => {
  const [photo] = shapes;
  if (photo === undefined) throw new Error('no shape');
  const recipe = effects[0]?.local({ ...order, camera }) ?? inputOf({}).recipe;
  const most = beyond(inputOf({ recipe, width: 640, height: 480 }), photo);
  expect(most).toBeLessThan(0.05);
  expect(most).toBeGreaterThan(-3);
});
