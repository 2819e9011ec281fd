import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { finishingOptions, finishingSteps } from '../../../src/core/finishing-options.ts';
import { parseValues } from '../../../src/core/parse.ts';
import { looks, type PostStep } from '../../../src/core/post-steps.ts';
import { placeTexts } from '../../../src/media/post/aim-text.ts';
import { applyPost } from '../../../src/media/post/apply.ts';
import { cubeOf } from '../../../src/media/post/looks.ts';
import { drawText } from '../../../src/media/post/overlay-text.ts';
import { probe } from '../../../src/media/probe.ts';
import { decode, type Shape } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { runners } from '../runners.ts';
import { flatFrame, levels, post, shoot } from './post-shots.ts';

const folder = useFolder();
const small: Shape = { width: 160, height: 90 };
const area = small.width * small.height;

/** A clip that becomes brighter by 8 levels with every frame, so that a level is a moment. */
const brightening = Array.from({ length: 24 }, (_, index) => flatFrame(small, 24 + 8 * index));

describe.each(runners)('$name', (choice) => {
  const clipOf = (frames: readonly Uint8Array[]) => shoot(choice, folder.inside('clip.mp4'), small, frames);

  test('a clip at half speed takes twice as long, with frames in between', async () => {
    const clip = await clipOf(brightening);
    const step = { kind: 'speed', factor: 0.5, ease: 'linear', method: 'blend' } as const;
    const after = await post(choice, [step], clip);
    await expect(probe(after)).resolves.toMatchObject({ frames: 48, fps: 24 });
    const steps = levels(await decode(choice, after, 'gray'), area);
    expect(new Set(steps.slice(2, 40).map(Math.round)).size).toBeGreaterThan(30);
  });

  test('an eased clip is as long as before and starts or ends slowly', async () => {
    const clip = await clipOf(brightening);
    const gained: Record<string, number> = {};
    for (const ease of ['linear', 'ease-in', 'ease-out'] as const) {
      const after = await post(choice, [{ kind: 'speed', factor: 1, ease, method: 'blend' }], clip);
      const steps = levels(await decode(choice, after, 'gray'), area);
      expect(steps).toHaveLength(24);
      gained[ease] = ((steps[6] ?? 0) - (steps[0] ?? 0)) / ((steps[22] ?? 0) - (steps[0] ?? 0));
    }
    const { linear = 0 } = gained;
    expect(gained['ease-in']).toBeLessThan(linear - 0.05);
    expect(gained['ease-out']).toBeGreaterThan(linear + 0.05);
  });

  test('a graded clip is the same bytes each time, and its look is in its colors', async () => {
    const skin = flatFrame(small, 150, 110, 150);
    const clip = await clipOf([skin, skin]);
    const step = { kind: 'grade', look: 'noir', strength: 0.7 } as const;
    const first = await readFile(await post(choice, [step], clip));
    const after = await post(choice, [step], clip);
    expect(await readFile(after)).toEqual(first);
    const pixels = await decode(choice, after, 'rgb24');
    const [red = 0, green = 0, blue = 0] = pixels;
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(4);
  });

  test('text is drawn in the frame', async () => {
    const clip = await clipOf([flatFrame(small, 60), flatFrame(small, 60)]);
    const after = await post(choice, [{ kind: 'caption', text: 'こんにちは 🎉' }], clip);
    const grey = await decode(choice, after, 'gray');
    const bright = [...grey.subarray(0, area)].flatMap((level, at) => (level > 150 ? [at] : []));
    expect(bright.length).toBeGreaterThan(40);
    const lines = bright.map((at) => Math.floor(at / small.width));
    expect(Math.min(...lines)).toBeGreaterThan(small.height / 2);
    expect(Math.max(...lines)).toBeLessThan(small.height * 0.95);
  });
});

const heights = async (box: readonly [number, number, number, number], ...texts: PostStep[]) => {
  const placed = await placeTexts(texts, { width: 360, height: 640 }, [{ box }]);
  return placed.map((step) => ('y' in step ? step.y : undefined));
};

test('a title keeps clear of a face, below it if there is no room above, and never on the caption', async () => {
  const [title, caption] = [
    { kind: 'title', text: 'Lisbon' },
    { kind: 'caption', text: 'At sea' },
  ] as const;
  expect(await heights([120, 300, 120, 150], title, caption)).toEqual([undefined, undefined]);
  const [moved = 0, kept] = await heights([100, 40, 160, 200], title, caption);
  expect(moved).toBeGreaterThan(0.4);
  expect(moved).toBeLessThan(0.72);
  expect(kept).toBeUndefined();
  const [, up = 1] = await heights([80, 340, 200, 240], title, caption);
  expect(up).toBeLessThan(0.45);
  expect(up).toBeGreaterThan(0.1);
  // A face that fills the frame leaves text where it was.
  expect(await heights([-60, -80, 480, 800], title)).toEqual([undefined]);
});

test('a grade of no strength changes nothing', async () => {
  const [choice] = runners;
  if (choice === undefined) throw new Error('no encoder');
  const clip = await shoot(choice, folder.inside('clip.mp4'), small, brightening.slice(0, 2));
  const target = folder.inside('after.mp4');
  const steps = [{ kind: 'grade', look: 'warm', strength: 0 }] as const;
  expect(await applyPost(choice, steps, clip, target, {}, new AbortController().signal)).toEqual([]);
});

test('a title of invisible characters is none', () => {
  for (const title of ['\u2800', '\u200d', ' \u3164 '])
    expect(finishingSteps(parseValues({ options: finishingOptions }, { title }, {}))).toEqual([]);
});

test.each(looks)('the look %s keeps black dark, white light and every level in order', (look) => {
  const rows = cubeOf(look, 1).trim().split('\n').slice(1);
  const greys = Array.from({ length: 25 }, (_, level) => (rows[level * 651] ?? '').split(' ').map(Number));
  const lights = greys.map(([red = 0, green = 0, blue = 0]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue);
  expect(lights[0]).toBeLessThan(0.12);
  expect(lights[24]).toBeGreaterThan(0.85);
  expect(lights.toSorted((one, other) => one - other)).toEqual(lights);
});

test.each([
  ['a long word', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'],
  ['five scripts', `東京の夏 Привет Ελλάδα مرحبا São Paulo 🎉👨‍👩‍👧 `.repeat(5).slice(0, 200)],
  ['markup', '<b>&amp;</b> '.repeat(16)],
])('%s is never cut off', async (_, text) => {
  for (const frame of [small, { width: 90, height: 160 }, { width: 640, height: 640 }]) {
    const path = folder.inside('text.png');
    await drawText({ kind: 'caption', text }, frame, path);
    const { width, height } = await sharp(path).metadata();
    expect(width).toBeLessThanOrEqual(frame.width * 0.94);
    expect(height).toBeLessThanOrEqual(Math.ceil(frame.height * 0.24));
  }
});
