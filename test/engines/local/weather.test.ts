import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Overlay } from '../../../src/core/shot.ts';
import { frameSourceOf } from '../../../src/engines/local/frame-source.ts';
import { readPhotoScene } from '../../../src/engines/local/local-analysis.ts';
import { plainFrameRenderer } from '../../../src/engines/local/plain-renderer.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';
import { withWeather } from '../../../src/engines/local/weather/weather.ts';
import { readTexture } from '../../../src/media/texture.ts';
import { blind, inputOf, paint, stillRecipe } from './studio.ts';

const kinds: readonly Overlay['kind'][] = ['snow', 'rain', 'embers', 'glow'];
const skyOf = (kind: Overlay['kind'], amount = 1, loop = false) =>
  inputOf({ recipe: { ...stillRecipe, overlays: [{ kind, amount }], loop }, frames: 48 });
const [width, height] = [320, 240];

/** Share of a part's pixels whose brightness differs by more than what encoding would hide. */
const changed = (a: Uint8Array, b: Uint8Array, inside: (x: number, y: number) => boolean): number => {
  let [count, all] = [0, 0];
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      if (!inside(x, y)) continue;
      all += 1;
      if (Math.abs((a[i] as number) - (b[i] as number)) > 6) count += 1;
    }
  return count / all;
};

const calm = new Uint8Array(width * height * 1.5).fill(90);
/** Weather over a picture in which nothing else happens. */
const over = (input: RenderInput) => withWeather({ draw: () => calm.slice(), places: () => [] }, input);
const everywhere = () => true;

test.each(kinds)('%s moves, is the same for the same seed and another for another', (kind) => {
  const film = over(skyOf(kind));
  const [first, later] = [film.draw(0), film.draw(12)];
  expect(changed(first, later, everywhere)).toBeGreaterThan(0.005);
  expect(over(skyOf(kind)).draw(12)).toEqual(later);
  expect(over({ ...skyOf(kind), seed: 2 }).draw(12)).not.toEqual(later);
});

test.each(kinds)('%s comes round at the end of a loop', (kind) => {
  const film = over(skyOf(kind, 1, true));
  const first = film.draw(0);
  expect(changed(film.draw(48), first, everywhere)).toBe(0);
  expect(changed(film.draw(24), first, everywhere)).toBeGreaterThan(0.005);
});

test.each(kinds)('more %s is more of it', (kind) => {
  const busy = (amount: number) => {
    const film = over(skyOf(kind, amount));
    return changed(film.draw(0), film.draw(12), everywhere);
  };
  expect(busy(1.6)).toBeGreaterThan(1.2 * busy(1));
});

test.each(['snow', 'rain'] as const)('%s falls behind the subject as well as before it', async (kind) => {
  const path = await paint(640, 480, () => 70);
  const input = skyOf(kind);
  const data = Uint8Array.from({ length: 640 * 480 }, (_, i) => (i % 640 < 320 ? 255 : 0));
  const read = (region: Parameters<typeof readTexture>[1], size: Parameters<typeof readTexture>[2]) =>
    readTexture(path, region, size, null);
  const seen = await readPhotoScene(path, blind);
  const film = async (mask: typeof data | null) =>
    withWeather(
      await frameSourceOf(
        { ...seen, mask: mask && { width: 640, height: 480, data: mask } },
        input,
        plainFrameRenderer,
        read,
      ),
      input,
    );
  const [open, masked, bare] = [
    (await film(null)).draw(9).slice(),
    (await film(data)).draw(9).slice(),
    (await film(new Uint8Array(640 * 480).fill(255))).draw(9).slice(),
  ];
  const [left, right] = [(x: number) => x < 150, (x: number) => x > 170];
  // In front of the covered half only near particles are left; beside it nothing changes.
  expect(changed(open, masked, right)).toBe(0);
  expect(changed(open, masked, left)).toBeGreaterThan(0.005);
  expect(changed(bare, masked, left)).toBe(0);
});

test('weather is the same on every machine, to the last bit', async () => {
  const overlays = kinds.map((kind) => ({ kind, amount: 1 }));
  const film = over(inputOf({ recipe: { ...stillRecipe, overlays }, frames: 48 }));
  const sum = createHash('sha256');
  for (const frame of [0, 7, 31]) sum.update(film.draw(frame));
  expect(sum.digest('hex').slice(0, 16)).toBe('36101416e8cfe0f0');
});
