import { expect, test } from 'vitest';
import { fitPlan } from '../../src/media/fit.ts';

const clip = { width: 1280, height: 720, seconds: 4, fps: 24, bytes: 20_000_000 };
const planFor = (maximumBytes: number) => fitPlan(clip, 'fitted.mp4', 'clip.mp4', maximumBytes);

test('a clip that fits is left alone', () => {
  expect(planFor(20_000_000)).toBeNull();
});

test('a generous limit lowers only the bitrate', () => {
  const plan = planFor(10_000_000);
  expect(plan).toMatchObject({ input: { kind: 'file', path: 'clip.mp4' }, filters: null, frames: null });
  expect(plan?.output).toMatchObject({ kind: 'mp4', path: 'fitted.mp4' });
});

test('what the encoder may spend stays under the limit with half a second to spare', () => {
  for (const limit of [400_000, 1_000_000, 10_000_000]) {
    const output = planFor(limit)?.output;
    const bitrate = output !== undefined && 'bitrate' in output ? output.bitrate : Number.NaN;
    expect((bitrate * 4.5) / 8).toBeLessThan(limit);
    expect((bitrate * 4.5) / 8).toBeGreaterThan(limit * 0.9);
  }
});

test('a tight limit makes the picture smaller and keeps its shape even', () => {
  const [, width = 0, height = 0] = /^scale=(\d+):(\d+):/.exec(planFor(300_000)?.filters ?? '') ?? [];
  expect(Number(width)).toBeLessThan(1280);
  expect(Number(width) % 2).toBe(0);
  expect(Number(height) % 2).toBe(0);
  expect(Number(width) / Number(height)).toBeCloseTo(16 / 9, 1);
});

test('a limit that only an unwatchable clip would meet gives no plan', () => {
  expect(planFor(60_000)).toBeNull();
  expect(planFor(0)).toBeNull();
});
