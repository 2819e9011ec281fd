import { expect, test } from 'vitest';
import { findBeat } from '../../../src/media/beat/find-beat.ts';
import { clicks, drums, noise, rate, speech } from './tracks.ts';

/** Seconds between a beat that was found and the nearest true one. */
const apart = (found: number, first: number, tempo: number): number => {
  const beats = ((found - first) * tempo) / 60;
  return (Math.abs(beats - Math.round(beats)) * 60) / tempo;
};

test.each([
  [90, 0.137],
  [120, 0.31],
  [128, 0.05],
  [174, 0.2],
] as const)('%i beats a minute are felt in clicks under noise, and when the first comes', (tempo, first) => {
  for (const [seconds, hiss] of [
    [6, 0.1],
    [20, 0.3],
    [60, 0.1],
  ] as const) {
    const beat = findBeat(clicks(tempo, first, seconds, hiss), rate);
    expect(Math.abs((beat?.tempo ?? 0) - tempo)).toBeLessThan(seconds < 10 ? 0.5 : 0.2);
    expect(apart(beat?.first ?? Number.NaN, first, tempo)).toBeLessThan(0.01);
    expect(beat?.first).toBeLessThan(60 / tempo);
  }
});

test.each([70, 96, 120, 150])('%i beats a minute are felt in drums that are played by hand', (tempo) => {
  const beat = findBeat(drums(tempo, 0.21, 20), rate);
  expect(Math.abs((beat?.tempo ?? 0) - tempo)).toBeLessThan(0.5);
  expect(apart(beat?.first ?? Number.NaN, 0.21, tempo)).toBeLessThan(0.02);
});

test('silence, noise and a held tone have no beat', () => {
  expect(findBeat(new Float32Array(10 * rate), rate)).toBeNull();
  expect(findBeat(noise(10, 0.3), rate)).toBeNull();
  const held = Float32Array.from({ length: 10 * rate }, (_, at) => 0.3 * Math.sin(at / 17));
  expect(findBeat(held, rate)).toBeNull();
  // Nothing in it repeats more than by chance.
  expect(findBeat(held.subarray(0, 5 * rate).fill(0, 0, 1.5 * rate), rate)).toBeNull();
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('speech has no beat (%i)', (seed) => {
  for (const seconds of [5, 12, 30]) expect(findBeat(speech(seconds, seed * 77), rate)).toBeNull();
});

test('a few clicks are no beat yet', () => {
  expect(findBeat(clicks(120, 0, 2), rate)).toBeNull();
});
