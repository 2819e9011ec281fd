import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fitPlan } from '../../src/media/fit.ts';
import { probe } from '../../src/media/probe.ts';
import {
  decode,
  encode,
  filePlan,
  framesPlan,
  meanError,
  movingFrames,
  noisyFrames,
  plainFrame,
  type Shape,
} from './clips.ts';
import { useFolder } from './folders.ts';
import { boxesOf, boxOf, words } from './mp4-boxes.ts';
import { runners } from './runners.ts';

const folder = useFolder();
const small: Shape = { width: 160, height: 90 };

const pixel = (rgb: Buffer, { width, height }: Shape, x: number, y: number): number[] => {
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
  return [...rgb.subarray(at, at + 3)];
};

const near = (colour: readonly number[], wanted: readonly number[]): boolean =>
  colour.every((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) <= 6);

describe.each(runners)('$name', (choice) => {
  test('every frame comes out as it went in, in order', async () => {
    const frames = movingFrames(small, 50);
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(small, clip), frames);
    const decoded = await decode(choice, clip, 'yuv420p');
    expect(decoded.length).toBe(50 * 160 * 90 * 1.5);
    expect(meanError(decoded, Buffer.concat(frames))).toBeLessThan(1.5);
  });

  test('colours are the colours of the frames', async () => {
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(small, clip), [plainFrame(small)]);
    const rgb = await decode(choice, clip, 'rgb24');
    expect(pixel(rgb, small, 0.25, 0.25)).toSatisfy((colour) => near(colour, [255, 0, 0]));
    expect(pixel(rgb, small, 0.75, 0.25)).toSatisfy((colour) => near(colour, [0, 255, 0]));
    expect(pixel(rgb, small, 0.25, 0.75)).toSatisfy((colour) => near(colour, [0, 0, 255]));
    expect(pixel(rgb, small, 0.75, 0.75)).toSatisfy((colour) => near(colour, [255, 255, 255]));
    const gray = await decode(choice, clip, 'gray');
    expect(gray.length).toBe(160 * 90);
    expect(gray[160 * 70 + 120]).toBeGreaterThan(251);
  });

  test('the file plays everywhere and starts while loading', async () => {
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(small, clip), movingFrames(small, 120));
    const boxes = boxesOf(readFileSync(clip));
    const order = boxes.map(({ type }) => type);
    expect(order[0]).toBe('ftyp');
    expect(order.indexOf('moov')).toBeLessThan(order.indexOf('mdat'));
    const moov = boxes.find(({ type }) => type === 'moov');
    expect(moov?.children.filter(({ type }) => type === 'trak')).toHaveLength(1);
    const sample = boxOf(boxes, 'avc1');
    expect([sample?.readUInt16BE(24), sample?.readUInt16BE(26)]).toEqual([160, 90]);
    expect(boxOf(boxes, 'avcC')?.[1]).toBe(100);
    expect(boxOf(boxes, 'colr')?.toString('hex')).toBe(
      `${Buffer.from('nclx').toString('hex')}00010001000100`,
    );
    const [timescale = 0, duration = 0] = words(boxOf(boxes, 'mdhd'), 12);
    const [entries, count, step = 0] = words(boxOf(boxes, 'stts'), 4);
    expect([entries, count, timescale / step, duration / timescale]).toEqual([1, 120, 24, 5]);
    const [, ...keyframes] = words(boxOf(boxes, 'stss'), 4);
    const gaps = keyframes.map((frame, at) => (keyframes[at + 1] ?? 121) - frame);
    expect(keyframes[0]).toBe(1);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(48);
    await expect(probe(clip)).resolves.toMatchObject({ codec: 'avc', audio: false, frames: 120, fps: 24 });
  });

  test('the same plan gives the same bytes', async () => {
    const [one, two] = [folder.inside('one.mp4'), folder.inside('two.mp4')];
    for (const path of [one, two]) await encode(choice, framesPlan(small, path), movingFrames(small, 30));
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
    expect((await decode(choice, one, 'rgb24')).equals(await decode(choice, two, 'rgb24'))).toBe(true);
  });

  test('filters reshape frames and files alike', async () => {
    const clip = folder.inside('clip.mp4');
    const filters = 'crop=iw/2:ih/2:iw/2:0,scale=120:60';
    await encode(choice, framesPlan(small, clip, { filters }), [plainFrame(small), plainFrame(small)]);
    const green = await decode(choice, clip, 'rgb24');
    expect(green.length).toBe(2 * 120 * 60 * 3);
    expect(pixel(green, { width: 120, height: 60 }, 0.5, 0.5)).toSatisfy((rgb) => near(rgb, [0, 255, 0]));
    const tiny = await decode(choice, clip, 'gray', { filters: 'scale=8:4', frames: 1 });
    expect(tiny.length).toBe(32);
  });

  test('an odd size becomes even', async () => {
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(small, clip, { filters: 'scale=101:51' }), movingFrames(small, 3));
    await expect(probe(clip)).resolves.toMatchObject({ width: 100, height: 50 });
  });

  test('a broadcast frame rate stays exact and a wild one is calmed', async () => {
    const [clip, broadcast, wild] = [folder.inside('a.mp4'), folder.inside('b.mp4'), folder.inside('c.mp4')];
    await encode(choice, framesPlan(small, clip), movingFrames(small, 24));
    const out = { kind: 'mp4', crf: 20, preset: 'veryfast' } as const;
    await encode(choice, filePlan(clip, { ...out, path: broadcast }, { filters: 'fps=30000/1001' }));
    const boxes = boxesOf(readFileSync(broadcast));
    expect((words(boxOf(boxes, 'mdhd'), 12)[0] ?? 0) / (words(boxOf(boxes, 'stts'), 4)[2] ?? 1)).toBe(
      30000 / 1001,
    );
    await encode(choice, filePlan(clip, { ...out, path: wild }, { filters: 'fps=1000' }));
    await expect(probe(wild)).resolves.toMatchObject({ fps: 60 });
  });

  test('a name is never read as an option, a protocol or a pattern', async () => {
    const clip = folder.inside('-y pipe:1 %03d|.mp4');
    await encode(choice, framesPlan(small, clip), movingFrames(small, 3));
    await decode(choice, clip, 'gray');
    expect(folder.names()).toEqual(['-y pipe:1 %03d|.mp4', '-y pipe:1 %03d|.mp4.gray']);
  });

  test('a clip is fitted under a limit of bytes', async () => {
    const shape = { width: 240, height: 180 };
    const [clip, fitted] = [folder.inside('clip.mp4'), folder.inside('fitted.mp4')];
    await encode(choice, framesPlan(shape, clip), noisyFrames(shape, 24));
    const limit = 75_000;
    const facts = await probe(clip);
    expect(facts.bytes).toBeGreaterThan(10 * limit);
    const plan = fitPlan(facts, fitted, clip, limit);
    if (plan === null) throw new Error('no plan');
    await encode(choice, plan);
    const after = await probe(fitted);
    expect(after.bytes).toBeLessThanOrEqual(limit);
    expect(after.bytes).toBeGreaterThan(limit / 2);
    expect(after).toMatchObject({ frames: 24, fps: 24 });
  });
});
