import { expect, test } from 'vitest';
import { underSky } from '../../../src/engines/local/depth/air.ts';
import { coloursOf } from '../../../src/engines/local/depth/colours.ts';
import { currentsOf } from '../../../src/engines/local/depth/currents.ts';
import { readScene } from '../../../src/engines/local/depth/scene.ts';
import { flowingIn } from '../../../src/engines/local/flows/still-parts.ts';
import { previewMotion } from '../../../src/engines/local/motion-preview.ts';
import { openClip } from '../../../src/engines/local/render.ts';
import { type Plane, planeOf } from '../../../src/media/pixels/plane.ts';
import { texturePad } from '../../../src/media/texture.ts';
import { blind, inputOf, paint, shootFrames, stillRecipe } from './studio.ts';

const [width, height] = [320, 214];

/** A sky with clouds, a fall between brown rocks, and a lake under it. */
const colourAt = (x: number, y: number): readonly [number, number, number] => {
  const noise = ((x * 7919 + y * 104729) % 23) - 11;
  if (y < 60) {
    const cloud = 22 * Math.sin(x / 17 + y / 19);
    return [130 + cloud, 160 + cloud, 215 + cloud];
  }
  if (y > 170) {
    const wave = 26 * Math.sin(y / 1.7 + 0.3 * Math.sin(x / 23));
    return [90 + wave, 120 + wave, 140 + wave];
  }
  const wobble = 5 * Math.sin(y / 6) + 3 * Math.sin(y / 2.3);
  if (x + wobble > 120 && x + wobble < 200) {
    const streak = 34 * Math.sin(x / 1.5 + 0.9 * Math.sin(y / 5));
    return [190 + streak, 200 + streak, 205 + streak];
  }
  return [112 + noise, 84 + noise, 62 + noise];
};

const picture = () => {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) rgb.set(colourAt(i % width, Math.floor(i / width)), 3 * i);
  return coloursOf(rgb, width, height);
};

const at = (plane: Plane, x: number, y: number): number => plane.values[y * width + x] ?? -1;

test('clouds, falling water and lying water are told apart, and rock is none of them', () => {
  const { drift: _, ...all } = currentsOf(picture(), null, []);
  expect(at(all.clouds, 160, 25)).toBeGreaterThan(0.8);
  expect(at(all.falls, 160, 115)).toBeGreaterThan(0.8);
  expect(at(all.level, 160, 192)).toBeGreaterThan(0.8);
  for (const plane of Object.values(all)) expect(at(plane, 50, 120)).toBeLessThan(0.1);
  expect(at(all.falls, 160, 25) + at(all.clouds, 160, 115)).toBe(0);
});

test('clouds with clear outlines drift less far than soft ones', () => {
  const driftOf = (soft: number): number => {
    const rgb = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i += 1) {
      const away = Math.hypot((i % width) - 160, (Math.floor(i / width) - 70) * 2);
      const cloud = 60 * Math.min(1, Math.max(0, (70 - away) / soft));
      rgb.set([130 + 2 * cloud, 160 + cloud, 215 + cloud / 2], 3 * i);
    }
    return currentsOf(coloursOf(rgb, width, height), null, []).drift;
  };
  expect(driftOf(60)).toBeGreaterThan(2 * driftOf(4));
});

test('mist beside falling water stays, and so does a blue wooded hill with what is under it', () => {
  const misty = new Uint8Array(width * height * 3);
  const hilly = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    misty.set(x > 225 ? [150, 170, 205] : colourAt(x, Math.min(y, 165)), 3 * i);
    const tree = 24 * Math.sin(x / 1.3) * Math.sin(y / 1.7);
    hilly.set(y < 60 ? [130, 160, 215] : [100 + tree, 130 + tree, 170 + tree], 3 * i);
  }
  const { clouds, falls } = currentsOf(coloursOf(misty, width, height), null, []);
  expect(at(falls, 160, 115)).toBeGreaterThan(0.8);
  expect(at(clouds, 280, 30)).toBeGreaterThan(0.8);
  expect(at(clouds, 280, 120)).toBe(0);
  const hill = currentsOf(coloursOf(hilly, width, height), null, []);
  expect(at(hill.clouds, 160, 25)).toBeGreaterThan(0.8);
  expect(at(hill.clouds, 160, 130) + at(hill.level, 160, 130)).toBe(0);
});

test('grey waves up to the upper edge are a stormy sky, not water', () => {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const wave = (y < 75 ? 3 : 26) * Math.sin(y / 1.7 + 0.3 * Math.sin(x / 23));
    rgb.set([90 + wave, 92 + wave, 95 + wave], 3 * i);
  }
  const { clouds, level } = currentsOf(coloursOf(rgb, width, height), null, []);
  expect(at(level, 160, 150)).toBe(0);
  expect(at(clouds, 160, 150)).toBeGreaterThan(0.8);
});

test('foam flows with the water around it, and a rock in it stays', () => {
  const disc = (x: number, y: number, across: number) => (x - across) ** 2 + (y - 194) ** 2 < 64;
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const colour = disc(x, y, 100) ? [165, 180, 190] : disc(x, y, 220) ? [90, 60, 35] : colourAt(x, y);
    rgb.set(colour, 3 * i);
  }
  const { level } = currentsOf(coloursOf(rgb, width, height), null, []);
  expect(at(level, 100, 194)).toBeGreaterThan(0.8);
  expect(at(level, 220, 194)).toBeLessThan(0.1);
});

test('a dark cloud in a clear sky passes with it, and a dark wall without sky stays', () => {
  const dusky = [88, 88, 90] as const;
  const cloudsIn = (colour: (x: number, y: number) => readonly number[]) => {
    const rgb = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i += 1) rgb.set(colour(i % width, Math.floor(i / width)), 3 * i);
    return currentsOf(coloursOf(rgb, width, height), null, []).clouds;
  };
  const cloudy = cloudsIn((x, y) => {
    const share = y < 60 ? Math.min(1, Math.max(0, (x - 180) / 60)) : 0;
    return colourAt(x, y).map((value, i) => value + share * ((dusky[i] ?? 0) - value));
  });
  expect(at(cloudy, 280, 25)).toBeGreaterThan(0.8);
  const wall = cloudsIn((x, y) => (y < 60 ? dusky : colourAt(x, y)));
  expect(at(wall, 280, 25)).toBe(0);
});

test('snow and earth with waves in them stay where water would flow', () => {
  const levelIn = (under: readonly [number, number, number]): number => {
    const rgb = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i += 1) {
      const [x, y] = [i % width, Math.floor(i / width)];
      const wave = 26 * Math.sin(y / 1.7 + 0.3 * Math.sin(x / 23));
      rgb.set(y > 170 ? under.map((value) => value + wave) : colourAt(x, y), 3 * i);
    }
    return at(currentsOf(coloursOf(rgb, width, height), null, []).level, 160, 192);
  };
  expect(levelIn([90, 120, 140])).toBeGreaterThan(0.8);
  expect(levelIn([190, 196, 206])).toBe(0);
  expect(levelIn([104, 92, 84])).toBe(0);
});

test('a dark reflection of a dark shore flows with the lake, and a dark pier does not', () => {
  const levelAt = (shore: readonly number[]): number => {
    const rgb = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i += 1) {
      const [x, y] = [i % width, Math.floor(i / width)];
      const dark = x > 200 && x < 250 && y > 178 && y < 196;
      const above = x > 190 && x < 260 && y > 140 && y <= 170;
      rgb.set(dark ? [24, 30, 34] : above ? shore : colourAt(x, y), 3 * i);
    }
    return at(currentsOf(coloursOf(rgb, width, height), null, []).level, 225, 186);
  };
  expect(levelAt([24, 30, 34])).toBeGreaterThan(0.8);
  expect(levelAt([112, 84, 62])).toBeLessThan(0.3);
});

test('nothing above the sky is water', () => {
  const all = planeOf(4, 10, () => 1);
  const sky = planeOf(4, 10, (_, x, y) => (x < 2 && y < 5 ? 1 : 0));
  expect([...underSky(all, sky).values]).toEqual([
    ...planeOf(4, 10, (_, x, y) => (x < 2 && y < 5 ? 0 : 1)).values,
  ]);
  const hole = planeOf(4, 10, (_, x, y) => (x < 2 && y === 6 ? 1 : 0));
  expect([...underSky(all, hole).values]).toEqual([
    ...planeOf(4, 10, (_, x, y) => (x < 2 && y < 7 ? 0 : 1)).values,
  ]);
});

test('clouds that pass for somebody without a face pass by all the same', () => {
  const person = { width, height, values: new Float32Array(width * height) };
  for (let i = 0; i < person.values.length; i += 1) if (Math.floor(i / width) < 50) person.values[i] = 1;
  expect(at(readScene(picture(), [], null, [], person).currents().clouds, 160, 25)).toBeGreaterThan(0.8);
});

test('a dark cloud flows with its sky, and a bird in it stays', () => {
  const size = { width: 400, height: 300 };
  const [wide, tall] = [size.width + 2 * texturePad, size.height + 2 * texturePad];
  const luma = planeOf(wide, tall, (_, x, y) => {
    const away = Math.hypot(x - texturePad - 110, y - texturePad - 150);
    const bird = Math.hypot(x - texturePad - 300, y - texturePad - 150) < 12;
    return bird ? 60 : 170 - 60 * Math.max(0, Math.min(1, (60 - away) / 45));
  });
  const grey = new Uint8Array((wide * tall) / 4).fill(128);
  const texture = { width: wide, height: tall, luma: Uint8Array.from(luma.values), blue: grey, red: grey };
  const [none, all] = [0, 1].map((value) => planeOf(width, height, () => value)) as [Plane, Plane];
  const currents = { falls: none, level: none, clouds: all, smoke: none, leaves: none, drift: 1 };
  const { flows } = flowingIn(currents, texture, { left: 0, top: 0, ...size }, size, null);
  const flowsAt = (x: number, y: number) => flows.data[y * flows.width + x];
  expect(flowsAt(110, 150)).toBe(255);
  expect(flowsAt(300, 150)).toBe(0);
});

test('streaks found as lines are still water, and the long edges of a building are not', () => {
  const upright = (from: number, to: number) =>
    [0.4, 0.44, 0.48, 0.52, 0.56, 0.6].map((x) => ({ x, y: from, toX: x, toY: to }));
  expect(at(currentsOf(picture(), null, upright(0.27, 0.45)).falls, 160, 115)).toBeGreaterThan(0.8);
  expect(at(currentsOf(picture(), null, upright(0.2, 0.55)).falls, 160, 115)).toBe(0);
});

test('a small streaked patch under a wide sky is a facade, which stays', () => {
  const fallsIn = (skyDown: number): number => {
    const rgb = new Uint8Array(width * height * 3);
    for (let i = 0; i < width * height; i += 1) {
      const [x, y] = [i % width, Math.floor(i / width)];
      const patch = x > 130 && x < 185 && y > 160 && y < 200;
      const streak = 34 * Math.sin(x / 1.5 + 0.9 * Math.sin(y / 5));
      rgb.set(
        patch
          ? [190 + streak, 200 + streak, 205 + streak]
          : y < skyDown
            ? colourAt(x, y % 60)
            : colourAt(x % 100, 80 + (y % 80)),
        3 * i,
      );
    }
    return at(currentsOf(coloursOf(rgb, width, height), null, []).falls, 157, 180);
  };
  expect(fallsIn(20)).toBeGreaterThan(0.5);
  expect(fallsIn(150)).toBe(0);
});

test('where nothing flows, the clip says so', async () => {
  const recipe = { ...stillRecipe, loop: true, flow: { kind: 'ambient' as const, amplitude: 0.02 } };
  const input = inputOf({ recipe, width, height, frames: 60 });
  const noticesOf = async (photo: string) => (await openClip([photo], input, { source: blind })).notices;
  expect(await noticesOf(await paint(width, height, colourAt))).toBeUndefined();
  const rock = await paint(width, height, (x, y) => colourAt(x % 100, 80 + (y % 80)));
  expect(await noticesOf(rock)).toEqual([{ kind: 'still', asked: '', used: '' }]);
});

test('people hold still in front of water', () => {
  const person = { width, height, values: new Float32Array(width * height).fill(1) };
  const { drift: _, ...planes } = currentsOf(picture(), person, []);
  for (const plane of Object.values(planes)) expect(at(plane, 160, 115)).toBe(0);
});

test('water falls, clouds pass to the side, rock stays where it is, and all comes round', async () => {
  const photo = await paint(width, height, colourAt);
  const recipe = { ...stillRecipe, loop: true, flow: { kind: 'ambient' as const, amplitude: 0.02 } };
  const input = inputOf({ recipe, width, height, frames: 60 });
  const size = { width, height };
  const { lensAt, window } = previewMotion(input, size, readScene(picture()));
  /** By how many pixels what is seen at a place goes to the right and down between two jumps. */
  const shift = (x: number, y: number) => {
    const place = [(x - window.x) / window.scale, (y - window.y) / window.scale] as const;
    const [before, after] = [10, 50].map((frame) => {
      const point = Float64Array.of(...place);
      lensAt(frame)(point);
      return point;
    });
    const moved = (axis: 0 | 1) => ((before?.[axis] ?? 0) - (after?.[axis] ?? 0)) * width;
    return { right: moved(0), down: moved(1) };
  };
  const [fall, sky] = [shift(160, 115), shift(160, 28)];
  expect(fall.down).toBeGreaterThan(4);
  expect(Math.abs(fall.right)).toBeLessThan(0.5);
  expect(Math.abs(sky.right)).toBeGreaterThan(2);
  expect(Math.abs(sky.down)).toBeLessThan(0.5);
  // Nothing of what is above the fall comes down with it.
  for (let frame = 0; frame < 60; frame += 6)
    for (const copy of ['flow', 'echo'] as const)
      for (const y of [66, 72, 80]) {
        const point = Float64Array.of((160 - window.x) / window.scale, (y - window.y) / window.scale);
        lensAt(frame, copy)(point);
        expect((point[1] ?? 0) * window.scale + window.y).toBeGreaterThan(60);
      }
  const [start, later, whole] = await shootFrames(photo, input, [0, 10, 60]);
  expect(whole).toEqual(start);
  const rowsOf = (frame: Uint8Array | undefined, from: number, to: number) =>
    Array.from({ length: 20 }, (_, row) =>
      frame?.subarray((110 + row) * width + from, (110 + row) * width + to),
    );
  expect(rowsOf(later, 140, 180)).not.toEqual(rowsOf(start, 140, 180));
  expect(rowsOf(later, 20, 90)).toEqual(rowsOf(start, 20, 90));
});
