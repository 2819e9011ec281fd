import { expect, test } from 'vitest';
import { middleOf, placeFrame } from '../../../../src/engines/local/depth/framing.ts';
import { planeOf } from '../../../../src/media/pixels/plane.ts';

const spots = (width: number, height: number, ...places: readonly (readonly [number, number])[]) =>
  planeOf(width, height, (_, x, y) =>
    places.some(([right, down]) => (x - right) ** 2 + (y - down) ** 2 < 100) ? 1 : 0,
  );

test('a narrow frame is put around what stands aside', () => {
  const { x, y } = placeFrame(spots(160, 90, [30, 50]), 0.3, 1);
  expect(Math.abs(x - 30 / 160)).toBeLessThan(0.04);
  expect(y).toBe(0.5);
});

test('of two equal things one above the other, the upper one is shown', () => {
  const { y } = placeFrame(spots(90, 160, [45, 25], [45, 135]), 1, 0.3);
  expect(y).toBeLessThan(0.3);
});

test('a frame that shows everything lies in the middle', () => {
  expect(placeFrame(spots(160, 90, [30, 20]), 1, 1)).toEqual({ x: 0.5, y: 0.5 });
});

test('the middle of what is seen ignores what is not', () => {
  const { x, y } = middleOf(spots(160, 90, [40, 40], [140, 40]), { x: 0.25, y: 0.5 }, 0.5, 1);
  expect(x).toBeCloseTo(40.5 / 160, 2);
  expect(y).toBeCloseTo(40.5 / 90, 2);
});

test('a frame on an empty photo looks at its middle', () => {
  const nothing = spots(160, 90);
  const middle = placeFrame(nothing, 0.4, 1);
  expect(middle).toEqual({ x: 0.5, y: 0.5 });
  expect(middleOf(nothing, middle, 0.4, 1)).toEqual(middle);
});
