import { expect, test } from 'vitest';
import { dolly } from '../../../effects/dolly.ts';
import { orbit } from '../../../effects/orbit.ts';
import { pan } from '../../../effects/pan.ts';
import { parallax } from '../../../effects/parallax.ts';
import { coloursOf } from '../../../src/engines/local/depth/colours.ts';
import { findLines } from '../../../src/engines/local/depth/lines.ts';
import { readScene } from '../../../src/engines/local/depth/scene.ts';
import { splitScene } from '../../../src/engines/local/depth/split.ts';
import { frameSourceOf, openFrameRenderer } from '../../../src/engines/local/frame-source.ts';
import { layeredFrames } from '../../../src/engines/local/layered.ts';
import { readRegion, readTexture, readThumbnail } from '../../../src/media/texture.ts';
import { inputOf, order, paint, seeOval } from './studio.ts';

const photo = { width: 640, height: 400 };
const input = { width: 480, height: 300, frames: 48 };

type Colour = readonly [number, number, number];

const inOval = (x: number, y: number): boolean => ((x - 320) / 160) ** 2 + ((y - 220) / 120) ** 2 < 1;

/** A soft step from 0 to 1 at `edge`, as a lens would draw it. */
const step = (x: number, edge: number): number => Math.min(1, Math.max(0, x - edge + 0.5));

const stripe = (x: number, left: number, right: number): number => step(x, left) - step(x, right);

const sightOf = async (path: string, seen: Awaited<ReturnType<typeof seeOval>>) => {
  const small = { width: 320, height: 200 };
  const colours = coloursOf(await readThumbnail(path, small), small.width, small.height);
  const { luma } = coloursOf(await readThumbnail(path, photo), photo.width, photo.height);
  const scene = readScene(colours, [], null, findLines(luma));
  return { colours, analysis: { photo, scene, mask: seen.mask, analysis: seen } };
};

/** Where in a row the picture is darkest, to a part of a pixel, between two places. */
const darkest = (frame: Uint8Array, row: number, from: number, to: number): number => {
  let [sum, weights] = [0, 0];
  const level = Math.max(...frame.subarray(row * input.width + from, row * input.width + to));
  for (let x = from; x < to; x += 1) {
    const weight = (level - (frame[row * input.width + x] as number)) ** 2;
    sum += weight * x;
    weights += weight;
  }
  return sum / weights;
};

/** How far points along an edge leave the straight line between its ends, as a share of the frame's width. */
const bend = (places: readonly number[]): number => {
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const away = places.map((x, i) => x - first - ((last - first) * i) / (places.length - 1));
  return (Math.max(...away) - Math.min(...away)) / input.width;
};

test.each([parallax, orbit, dolly, pan])('$name keeps the frame of a door straight', async ({ local }) => {
  // A door's frame whose lower half a bright thing stands before: near below, far above, and near beside it.
  const path = await paint(photo.width, photo.height, (x, y) => {
    const wall: Colour = [200 - 0.1 * y, 196 - 0.1 * y, 184 - 0.1 * y];
    const dark = stripe(x, 118, 128) + stripe(x, 512, 522);
    if (inOval(x, y)) return [230, 120 + 60 * Math.sin(x / 9), 40 + 40 * Math.cos(y / 7)];
    return wall.map((level) => level * (1 - 0.85 * dark)) as unknown as Colour;
  });
  const { analysis } = await sightOf(path, { ...(await seeOval(path)), mask: null });
  expect(analysis.scene.lines.length).toBeGreaterThanOrEqual(4);
  const film = await frameSourceOf(
    analysis,
    inputOf({ ...input, recipe: local({ ...order, motion: 'medium' }) }),
    openFrameRenderer,
    (region, size) => readTexture(path, region, size, null),
  );
  for (const frame of [0, 12, 24, 36, 47]) {
    const picture = film.draw(frame).slice();
    const rows = Array.from({ length: 28 }, (_, i) => 10 + 10 * i);
    for (const [from, to] of [
      [40, 140],
      [340, 440],
    ] as const) {
      const middle = Math.round(darkest(picture, 4, from, to));
      expect(bend(rows.map((row) => darkest(picture, row, middle - 16, middle + 16)))).toBeLessThan(0.003);
    }
  }
});

test('a subject with a part that the mask only suspects stays in one sheet', async () => {
  const path = await paint(photo.width, photo.height, (x, y) =>
    inOval(x, y) ? [240, 60, 40] : [90, 160, 220],
  );
  const { colours, analysis } = await sightOf(path, await seeOval(path));
  const { mask, scene } = analysis;
  if (mask === null) throw new Error('the oval is seen');
  expect(splitScene(colours, mask, scene.depth)).not.toBeNull();
  const data = mask.data.map((level, at) => {
    const [x, y] = [at % mask.width, Math.floor(at / mask.width)];
    return Math.max(level, Math.abs(x - 45) < 20 && Math.abs(y - 165) < 20 ? 50 : 0);
  });
  expect(splitScene(colours, { ...mask, data }, scene.depth)).toBeNull();
});

test('an orbit turns the subject: its middle goes one way, what is far the other', async () => {
  const path = await paint(photo.width, photo.height, (x, y) => {
    if (inOval(x, y)) return [240 - 220 * stripe(x, 312, 328), 60, 40];
    const dark = stripe(x, 60, 70) + stripe(x, 570, 580);
    return [90 - 80 * dark, 160 - 150 * dark, 220 - 200 * dark];
  });
  const seen = await seeOval(path);
  const { colours, analysis } = await sightOf(path, seen);
  const mask = seen.mask;
  const split = mask && splitScene(colours, mask, analysis.scene.depth);
  if (mask === null || split === null) throw new Error('the oval can be cut out');
  const film = await layeredFrames(
    analysis,
    split,
    mask,
    inputOf({ ...input, recipe: orbit.local(order) }),
    openFrameRenderer,
    (region, size) => readRegion(path, region, size),
  );
  const [row, far] = [165, 40];
  const places = [0, 47].map((frame) => {
    const picture = film.draw(frame).slice();
    return { near: darkest(picture, row, 215, 265), behind: darkest(picture, far, 12, 100) };
  });
  const [start, end] = places;
  if (start === undefined || end === undefined) throw new Error('no frames');
  const moved = { near: end.near - start.near, behind: end.behind - start.behind };
  expect(Math.abs(moved.behind - moved.near) / input.width).toBeGreaterThan(0.04);
  expect(moved.near * moved.behind).toBeLessThan(0);
  expect(Math.abs(moved.near)).toBeLessThan(0.7 * Math.abs(moved.behind));
});

test('a subject that cannot be told from what is behind it stays in one sheet', async () => {
  const path = await paint(
    photo.width,
    photo.height,
    (x, y) => 100 + 10 * Math.sin(x / 7) + 10 * Math.cos(y / 5),
  );
  const { colours, analysis } = await sightOf(path, await seeOval(path));
  expect(analysis.mask && splitScene(colours, analysis.mask, analysis.scene.depth)).toBeNull();
});
