import { expect, test } from 'vitest';
import { occupied } from '../../../src/engines/local/layers/occupied.ts';
import { createRandom } from '../../../src/engines/local/random.ts';

test('a box is only called empty if nothing is set in it or next to it', () => {
  const size = { width: 61, height: 43 };
  const random = createRandom(4);
  const values = Uint8Array.from({ length: size.width * size.height }, () => (random() < 0.002 ? 9 : 0));
  const shows = occupied(values, size);
  let empty = 0;
  for (let round = 0; round < 2000; round += 1) {
    const [left, top] = [Math.floor(random() * 70) - 5, Math.floor(random() * 50) - 5];
    const [right, bottom] = [left + Math.floor(random() * 8), top + Math.floor(random() * 8)];
    if (shows(left, top, right, bottom)) continue;
    empty += 1;
    for (let y = Math.max(0, top - 4); y <= Math.min(size.height - 1, bottom + 4); y += 1)
      for (let x = Math.max(0, left - 4); x <= Math.min(size.width - 1, right + 4); x += 1)
        expect(values[y * size.width + x]).toBe(0);
  }
  expect(empty).toBeGreaterThan(100);
});
