import { describe, expect, test } from 'vitest';
import type { Footage } from '../../../src/media/score/footage.ts';
import { judge, rank, type Score } from '../../../src/media/score/judge.ts';
import { chance, type FrameSource, film, readPhoto } from './films.ts';

const other = await readPhoto('product-coffee');

const pan: FrameSource['at'] = (x, y, index) => [x + 30 + index * 0.2 * (0.7 + y / 180), y + 20];
const shaken = Array.from({ length: 48 }, chance(5));
const flickering = Array.from({ length: 48 }, chance(7));
const noise = chance(3);

const films = {
  still: { at: (x, y) => [x + 30, y + 20] },
  pan: { at: pan },
  zoom: { at: (x, y, index) => [120 + (x - 80) * (1.2 - index / 300), 68 + (y - 45) * (1.2 - index / 300)] },
  flicker: { at: pan, level: (level, index) => level * (1 + 0.03 * (flickering[index] ?? 0)) },
  noise: { at: pan, level: (level) => level + 20 * noise() },
  shake: {
    at: (x, y, index) => {
      const [across, down] = pan(x, y, index);
      return [across + 2 * (shaken[index] ?? 0), down + 2 * (shaken[47 - index] ?? 0)];
    },
  },
  melt: {
    at: (x, y, index) => [
      x + 30 + index * 0.3 * Math.sin(y / 7),
      y + 20 - index * 0.3 * (1 + Math.sin(x / 10)),
    ],
  },
  drift: { at: pan, into: other },
} as const satisfies Readonly<Record<string, FrameSource>>;

const judgeAll = (photo: Buffer): Record<keyof typeof films, Score> => {
  const judged = Object.entries(films).map(([name, how]) => [name, judge(film(photo, how), 'medium')]);
  return Object.fromEntries(judged) as Record<keyof typeof films, Score>;
};

describe.each(['portrait-astronaut', 'cat-chelsea', 'macro-dandelion'])('%s', async (name) => {
  const found = judgeAll(await readPhoto(name));

  test('a still clip has no fault but its stillness', () => {
    expect(found.still).toMatchObject({ flicker: 0, warp: 0, jerk: 0, subject: 1, motion: 0 });
    expect(found.still.score).toBeLessThan(found.pan.score);
    expect(found.still.score).toBeLessThan(found.zoom.score);
  });

  test.each(['pan', 'zoom'] as const)('a smooth %s passes every gate', (good) => {
    const { flicker, jerk, warp, subject, motion } = found[good];
    expect(flicker).toBeLessThan(0.2);
    expect(jerk).toBeLessThan(0.1);
    expect(warp).toBeLessThan(4);
    expect(subject).toBeGreaterThan(0.85);
    expect(motion).toBeGreaterThan(0.005);
  });

  test('unsteady light shows as flicker', () => {
    expect(found.flicker.flicker).toBeGreaterThan(2);
    expect(found.flicker.flicker).toBeGreaterThan(10 * found.pan.flicker);
  });

  test('grain shows as what no motion explains', () => {
    expect(found.noise.warp).toBeGreaterThan(1.8 * found.pan.warp);
    expect(found.noise.jerk).toBeLessThan(0.5);
  });

  test('an unsteady hand shows as jerk', () => {
    expect(found.shake.jerk).toBeGreaterThan(3);
    expect(found.shake.jerk).toBeGreaterThan(30 * found.pan.jerk);
  });

  test.each(['melt', 'drift'] as const)('a %s shows as a subject that is no longer itself', (bad) => {
    expect(found[bad].subject).toBeLessThan(0.8);
    expect(found[bad].subject).toBeLessThan(Math.min(found.pan.subject, found.zoom.subject) - 0.1);
  });

  test('every fault costs rank', () => {
    const good = Math.min(found.pan.score, found.zoom.score);
    for (const fault of ['flicker', 'noise', 'shake', 'melt', 'drift'] as const) {
      expect(found[fault].score).toBeLessThan(good - 0.05);
    }
  });
});

test('a pan by 0.2 pixels a frame is measured as that', async () => {
  const moving: FrameSource = { at: (x, y, index) => [x + 30 + index * 0.2, y + 20] };
  const { motion } = judge(film(await readPhoto('portrait-astronaut'), moving), 'low');
  expect(motion).toBeGreaterThan((0.2 * 24 * 0.7) / 160);
  expect(motion).toBeLessThan((0.2 * 24 * 1.5) / 160);
});

test('grey frames are judged like coloured ones', async () => {
  const colour = film(await readPhoto('cat-chelsea'), films.pan);
  const pixels = colour.pixels.filter((_, at) => at % 3 === 1);
  const grey: Footage = { ...colour, pixels, channels: 1 };
  const [one, two] = [judge(colour, 'medium'), judge(grey, 'medium')];
  expect(Math.abs(one.score - two.score)).toBeLessThan(0.05);
});

test('much motion suits those who asked for much', () => {
  const measures = { flicker: 0, warp: 1, jerk: 0, subject: 1, motion: 0.2 };
  expect(rank(measures, 'high')).toBeGreaterThan(rank(measures, 'medium'));
  expect(rank(measures, 'medium')).toBeGreaterThan(rank(measures, 'low'));
  expect(rank({ ...measures, motion: 0.02 }, 'low')).toBeCloseTo(rank(measures, 'high'), 5);
});

test('one frame, and a frame of one grey, can be judged', () => {
  const one: Footage = { width: 32, height: 18, channels: 1, fps: 24, pixels: new Uint8Array(32 * 18) };
  const facts = { flicker: 0, warp: 0, jerk: 0, subject: 1, motion: 0 };
  expect(judge(one, 'low')).toMatchObject(facts);
  expect(judge({ ...one, pixels: new Uint8Array(32 * 18 * 4).fill(99) }, 'low')).toMatchObject(facts);
});
