import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LocalRecipe, Size } from '../../../src/core/shot.ts';
import { coloursOf } from '../../../src/engines/local/depth/colours.ts';
import { readScene } from '../../../src/engines/local/depth/scene.ts';
import { frameSourceOf } from '../../../src/engines/local/frame-source.ts';
import { planarOf } from '../../../src/media/planar.ts';
import { type Region, texturePad } from '../../../src/media/texture.ts';
import { bothRenderers, inputOf, stillRecipe } from './studio.ts';

const photo = { width: 960, height: 720 };

/** A hill with a ball on it under a sky, in whole numbers only: every machine draws the same. */
const colourAt = (x: number, y: number): readonly [number, number, number] => {
  const [right, down] = [x - 430, y - 400];
  if (right * right + down * down < 150 * 150) return [200 - (y >> 3), 140 + ((x * y) % 29), 90 + (x >> 4)];
  const grass = 40 + ((x * 7 + y * 13) % 51);
  return y < 260 + (x >> 3) ? [120 + (y >> 3), 150 + (y >> 2), 230] : [grass, 90 + grass, 30 + (y >> 4)];
};

/** A region of the drawing as packed RGB, with pixels repeated around it. No image library rounds anything here. */
const draw = ({ left, top, width, height }: Region, size: Size, pad: number): Uint8Array => {
  const [wide, tall] = [size.width + 2 * pad, size.height + 2 * pad];
  const pixels = new Uint8Array(wide * tall * 3);
  const along = (at: number, length: number, start: number, photoLength: number): number =>
    start + Math.floor(((2 * Math.min(Math.max(at - pad, 0), length - 1) + 1) * photoLength) / (2 * length));
  for (let y = 0; y < tall; y += 1)
    for (let x = 0; x < wide; x += 1)
      pixels.set(
        colourAt(along(x, size.width, left, width), along(y, size.height, top, height)),
        (y * wide + x) * 3,
      );
  return pixels;
};

const small = (width: number) => {
  const height = (width * photo.height) / photo.width;
  return coloursOf(draw({ left: 0, top: 0, ...photo }, { width, height }, 0), width, height);
};
const scene = readScene(small(320));

const hashOf = async (recipe: Partial<LocalRecipe>): Promise<string> => {
  const input = inputOf({ recipe: { ...stillRecipe, depth: 0.8, drift: 0.4, ...recipe }, frames: 48 });
  const film = await frameSourceOf({ photo, scene }, input, bothRenderers, async (region, size) =>
    planarOf(draw(region, size, texturePad), {
      width: size.width + 2 * texturePad,
      height: size.height + 2 * texturePad,
    }),
  );
  const sum = createHash('sha256');
  for (let frame = 0; frame < input.frames; frame += 6) sum.update(film.draw(frame));
  return sum.digest('hex').slice(0, 16);
};

const recipes: readonly (readonly [name: string, hash: string, recipe: Partial<LocalRecipe>])[] = [
  [
    'a sway and a zoom',
    'f6b0fd6ac2ef6c73',
    {
      moves: [
        { kind: 'sway', amount: 0.8 },
        { kind: 'zoom', amount: 0.06 },
      ],
    },
  ],
  [
    'a roll and an orbit',
    '74dfa39d69fdf34e',
    {
      moves: [
        { kind: 'roll', amount: 0.2 },
        { kind: 'orbit', amount: -1 },
      ],
    },
  ],
  ['a breeze', '56fd4c91b6b8957e', { flow: { kind: 'breeze', amplitude: 0.01 }, loop: true }],
  ['drifting clouds', '9afd8d96d97930e4', { flow: { kind: 'ambient', amplitude: 0.012 }, loop: true }],
  [
    'a gleam on ink and flat colours',
    '8cdf33a8cbe12826',
    { light: { kind: 'sweep', strength: 0.6 }, look: { kind: 'painted', strength: 0.8 } },
  ],
];

test.each(recipes)('%s is the same film on every machine, to the last bit', async (_, hash, recipe) => {
  expect(await hashOf(recipe)).toBe(hash);
});
