import { expect, test } from 'vitest';
import { gainFor, loudnessOf, swellOf } from '../../../src/media/post/loudness.ts';

/** Stereo samples: decibels below the loudest, or null for silence, each for some seconds. */
const stereo = (frequency: number, parts: readonly (readonly [decibels: number | null, seconds: number])[]) =>
  Int16Array.from(
    parts.flatMap(([decibels, seconds]) => {
      const amplitude = decibels === null ? 0 : 32_767 * 10 ** (decibels / 20);
      return Array.from({ length: seconds * 96_000 }, (_, at) =>
        Math.round(amplitude * Math.sin((2 * Math.PI * frequency * (at >> 1)) / 48_000)),
      );
    }),
  );

// The first cases of EBU Tech 3341, which every loudness meter must measure to a tenth.
test.each([
  [-23, [[-23, 20]]],
  [-33, [[-33, 20]]],
  [
    -23,
    [
      [-36, 5],
      [-23, 20],
      [-36, 5],
    ],
  ],
  [
    -23,
    [
      [-72, 3],
      [-36, 3],
      [-23, 20],
      [-36, 3],
      [-72, 3],
    ],
  ],
] as const)('a tone of %i LUFS is measured, quiet parts beside it left out', (loudness, parts) => {
  expect(loudnessOf(stereo(1_000, parts))).toBeCloseTo(loudness, 0.9);
});

test('low tones are felt less', () => {
  expect(loudnessOf(stereo(40, [[-23, 5]]))).toBeLessThan(-26);
});

test('even a fifth of a second has a loudness, and silence none', () => {
  expect(Math.abs(loudnessOf(stereo(1_000, [[-23, 0.2]])) + 23)).toBeLessThan(0.5);
  expect(loudnessOf(stereo(1_000, [[null, 2]]))).toBe(Number.NEGATIVE_INFINITY);
  expect(gainFor(stereo(1_000, [[null, 2]]))).toBe(1);
  expect(gainFor(new Int16Array())).toBe(1);
});

test('the gain brings a sound to the usual loudness, but does not blow up next to nothing', () => {
  expect(20 * Math.log10(gainFor(stereo(1_000, [[-30, 4]])))).toBeCloseTo(16, 0.9);
  expect(20 * Math.log10(gainFor(stereo(1_000, [[-65, 4]])))).toBeCloseTo(40, 0.9);
});

test('levels follow loudness: up at once, down slowly, and silence is none', () => {
  const levels = swellOf(
    stereo(1_000, [
      [-40, 1],
      [-10, 0.5],
      [null, 1.5],
    ]),
  );
  expect(levels).toHaveLength(30);
  expect(Math.max(...levels.slice(0, 9))).toBeLessThan(0.3);
  expect(levels[11]).toBeGreaterThan(0.9);
  expect(levels[16]).toBeGreaterThan(0.4);
  expect(levels[29]).toBeLessThan(0.05);
  expect(swellOf(new Int16Array())).toEqual([0]);
});
