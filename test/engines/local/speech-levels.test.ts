import { expect, test } from 'vitest';
import { createTimeline, type FaceTimes } from '../../../src/engines/local/face/face-timeline.ts';
import { speechLevels } from '../../../src/media/beat/speech-levels.ts';

const [rate, fps, seconds] = [48_000, 24, 4];

/** Syllables of a voice, with a pause in the middle. */
const loudnessAt = (time: number): number =>
  time > 1.6 && time < 2.4 ? 0 : 0.5 * Math.abs(Math.sin(2 * Math.PI * 1.7 * time));

const voice = Float32Array.from(
  { length: rate * seconds },
  (_, i) => loudnessAt(i / rate) * Math.sin((2 * Math.PI * 220 * i) / rate),
);

const correlation = (one: readonly number[], other: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const [a, b] = [mean(one), mean(other)];
  const dot = (x: readonly number[], p: number, y: readonly number[], q: number) =>
    x.reduce((sum, value, i) => sum + (value - p) * ((y[i] as number) - q), 0);
  return dot(one, a, other, b) / Math.sqrt(dot(one, a, one, a) * dot(other, b, other, b));
};

const act = { turn: 1, blinks: 0.5, smile: 0, talk: 1, wink: false };
const times: FaceTimes = { act, seed: 3, seconds, fps, loop: false, loudness: null };

test('a mouth follows how loud the voice is, and is shut in its pauses', () => {
  const levels = speechLevels(voice, rate, fps, fps * seconds);
  const heard = Array.from(levels, (_, frame) => loudnessAt((frame + 0.5) / fps));
  expect(correlation([...levels], heard)).toBeGreaterThan(0.85);
  expect(Math.max(...levels.slice(47, 56))).toBe(0);
  expect(Math.max(...speechLevels(new Float32Array(rate), rate, fps, 24))).toBe(0);
  const at = createTimeline({ ...times, loudness: levels });
  expect(Array.from(levels, (_, frame) => at(frame).mouth)).toEqual(Array.from(levels));
});

test.each([1, 2, 3, 4, 5])(
  'with seed %d both blinks are shut in a frame, far from the ends and from each other',
  (seed) => {
    const at = createTimeline({ ...times, seed });
    const shut = Array.from({ length: 96 }, (_, frame) => at(frame).blink);
    const begins = shut.flatMap((value, frame) =>
      value > 0.97 && (shut[frame - 1] ?? 0) <= 0.97 ? [frame] : [],
    );
    expect(begins).toHaveLength(2);
    expect([shut[0], shut[95]]).toEqual([0, 0]);
    // A still of half-closed eyes looks drunk.
    expect(shut.filter((value) => value > 0.25 && value < 0.9).length).toBeLessThanOrEqual(2);
    expect(shut.filter((value) => value > 0.9).length).toBeGreaterThanOrEqual(4);
    expect((begins[1] ?? 0) - (begins[0] ?? 0)).toBeGreaterThan(14);
  },
);

test('everybody has times of their own, and a loop ends as it begins', () => {
  const [one, other] = [createTimeline({ ...times, seed: 1 }), createTimeline({ ...times, seed: 2 })];
  expect(one(40)).not.toEqual(other(40));
  const round = createTimeline({ ...times, loop: true, act: { ...act, smile: 1 } });
  expect(Math.abs(round(95).yaw - round(0).yaw)).toBeLessThan(0.01);
  expect(round(95).smile).toBeLessThan(0.02);
});
