import { expect, it } from 'vitest';
import { pieceAt, selectPart } from '../../../src/engines/local/select-part.ts';

const mask = {
  ...{ width: 12, height: 1 },
  data: Uint8Array.from([255, 255, 90, 0, 0, 0, 0, 0, 90, 255, 255, 255]),
};

it('a place on one of two people selects that one, and a place beside them what is around both', () => {
  expect([...pieceAt(mask, 0.05, 0.5)]).toEqual([255, 255, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...pieceAt(mask, 0.95, 0.5)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 90, 255, 255, 255]);
  const wide = { width: 24, height: 1, data: Uint8Array.from({ length: 24 }, (_, at) => (at < 4 ? 255 : 0)) };
  expect([...pieceAt(wide, 0.8, 0.5)].slice(2, 6)).toEqual([0, 0, 255, 255]);
});

it('a click on the person of a photo selects her, without the background', async () => {
  const photo = 'test/fixtures/photos/portrait-astronaut.jpg';
  const part = await selectPart(photo, { x: 0.44, y: 0.25 }, 'on');
  const at = (right: number, down: number) =>
    part?.data[Math.floor(down * part.height) * part.width + Math.floor(right * part.width)];
  expect(at(0.44, 0.25)).toBeGreaterThan(200);
  expect(at(0.97, 0.2)).toBeLessThan(60);
});
