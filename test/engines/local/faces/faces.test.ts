import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faceWindow, readCascade } from '../../../../src/engines/local/faces/cascade.ts';
import { findFaces } from '../../../../src/engines/local/faces/detect.ts';
import { groupBoxes } from '../../../../src/engines/local/faces/group.ts';
import { lookAt } from '../../../../src/engines/local/sight.ts';
import { planeOf } from '../../../../src/media/pixels/plane.ts';

const folder = 'test/fixtures/photos';
const photos = readdirSync(folder).filter((name) => name.endsWith('.jpg'));

test('the astronaut’s face is found where it is', async () => {
  const { scene } = await lookAt(join(folder, 'portrait-astronaut.jpg'));
  expect(scene.faces).toHaveLength(1);
  const [face] = scene.faces;
  expect(face?.x).toBeCloseTo(222 / 512, 1);
  expect(face?.y).toBeCloseTo(120 / 512, 1);
  expect(face?.across).toBeGreaterThan(0.05);
  expect(face?.across).toBeLessThan(0.12);
});

test.each(photos.filter((name) => name !== 'portrait-astronaut.jpg'))(
  'there is no face in %s',
  async (name) => {
    expect((await lookAt(join(folder, name))).scene.faces).toEqual([]);
  },
);

test('depth is level across a face, and a face is wholly subject and never loose', async () => {
  const { depth, subject, loose, faces } = (await lookAt(join(folder, 'portrait-astronaut.jpg'))).scene;
  const [face] = faces;
  if (face === undefined) throw new Error('no face');
  const spread = (plane: typeof depth) => {
    const values = [-0.8, -0.4, 0, 0.4, 0.8].flatMap((right) =>
      [-0.8, -0.4, 0, 0.4, 0.8].map((down) => {
        const x = Math.floor((face.x + (right / 1.2) * face.across) * plane.width);
        const y = Math.floor((face.y + (down / 1.2) * face.down) * plane.height);
        return plane.values[y * plane.width + x] ?? 0;
      }),
    );
    return { low: Math.min(...values), high: Math.max(...values) };
  };
  const level = spread(depth);
  expect(level.high - level.low).toBeLessThan(0.01);
  expect(spread(subject).low).toBeGreaterThan(0.99);
  expect(spread(loose).high).toBeLessThan(0.01);
});

test('no face is seen in noise, in stripes, or in a picture smaller than a face', () => {
  const noise = planeOf(200, 150, (i) => ((i * 7919) % 256) / 255);
  const stripes = planeOf(200, 150, (_, x) => (x % 12 < 6 ? 0 : 1));
  const small = planeOf(faceWindow - 1, 200, (_, x, y) => ((x + y) % 7) / 7);
  for (const plane of [noise, stripes, small]) expect(findFaces(plane)).toEqual([]);
});

test('the cascade has nineteen stages, and its features stay inside their window', () => {
  const stages = readCascade();
  expect(stages).toHaveLength(19);
  for (const { x, y, width, height } of stages.flatMap(({ features }) => features)) {
    expect(x + 3 * width).toBeLessThanOrEqual(faceWindow);
    expect(y + 3 * height).toBeLessThanOrEqual(faceWindow);
  }
});

test('boxes that are alike become one, and a box seen too seldom none', () => {
  const near = [0, 2, 4].map((x) => ({ x, y: 10, side: 50 }));
  const seldom = [{ x: 200, y: 10, side: 50 }];
  expect(groupBoxes([...near, ...seldom], 3)).toEqual([{ x: 2, y: 10, side: 50 }]);
});
