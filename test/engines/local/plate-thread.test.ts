import { expect, test } from 'vitest';
import { drawPlate, plateInThread } from '../../../src/engines/local/cutout/plate-thread.ts';
import { createRandom } from '../../../src/engines/local/random.ts';

test('a thread fills the background with the same bytes as this one would', async () => {
  const size = { width: 160, height: 120 };
  const random = createRandom(2);
  const rgb = Uint8Array.from({ length: size.width * size.height * 3 }, () => 60 + 120 * random());
  const matte = Uint8Array.from({ length: size.width * size.height }, (_, at) =>
    Math.hypot((at % size.width) - 80, Math.floor(at / size.width) - 60) < 25 ? 255 : 0,
  );
  const task = { rgb, matte, size, filling: { grow: 0.012, depth: 1, side: 160 }, seed: 9 };
  const plate = await plateInThread(task);
  expect(plate).toEqual(drawPlate(task));
  expect(plate).not.toEqual(rgb);
});
