import { describe, expect, it, test } from 'vitest';
import { columnSizes } from '../../../src/media/post/comparison.ts';
import { probe } from '../../../src/media/probe.ts';
import { decode, type Shape } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { runners } from '../runners.ts';
import { flatFrame, post, shoot } from './post-shots.ts';

describe('the columns of a comparison', () => {
  it('are equally high, none is enlarged, and together they are not too wide', () => {
    expect(
      columnSizes([
        { width: 160, height: 90 },
        { width: 480, height: 480 },
      ]),
    ).toEqual([
      { width: 160, height: 90 },
      { width: 90, height: 90 },
    ]);
    const five = columnSizes(Array(5).fill({ width: 1_280, height: 720 }));
    expect(five).toEqual(Array(5).fill({ width: 384, height: 216 }));
  });
});

const folder = useFolder();
const wide: Shape = { width: 160, height: 90 };
const square: Shape = { width: 120, height: 120 };

describe.each(runners)('$name', (choice) => {
  const flat = (name: string, shape: Shape, luma: number, count: number) =>
    shoot(choice, folder.inside(`${name}.mp4`), shape, Array(count).fill(flatFrame(shape, luma)));

  test('clips of other shapes and lengths stand side by side until the longest ends', async () => {
    const first = await flat('first', wide, 60, 12);
    const second = await flat('second', square, 180, 24);
    const files = { one: first, two: second };
    const after = await post(
      choice,
      [{ kind: 'beside', clips: ['one', 'two'], labels: ['1 Snow', '2 <Rain> & more'] }],
      first,
      files,
    );
    const facts = await probe(after);
    expect(facts).toMatchObject({ width: 250, height: 118, frames: 24 });
    const grey = await decode(choice, after, 'gray');
    const last = grey.subarray(-250 * 118);
    const level = (x: number, y: number): number => last[y * 250 + x] ?? 0;
    expect(Math.abs(level(80, 45) - level(200, 45))).toBeGreaterThan(100);
    // The strip is dark and has letters under both columns.
    const strip = (from: number, to: number): number =>
      Math.max(
        ...Array.from({ length: 24 }, (_, y) =>
          Math.max(...last.subarray((92 + y) * 250 + from, (92 + y) * 250 + to)),
        ),
      );
    expect(level(2, 104)).toBeLessThan(40);
    expect(strip(10, 150)).toBeGreaterThan(180);
    expect(strip(165, 245)).toBeGreaterThan(180);
  });
});
