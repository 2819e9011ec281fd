import { expect, test } from 'vitest';
import { pan } from '../../effects/pan.ts';
import { cameraNumbers, nearestCamera, parseCameraPath } from '../../src/core/camera-path.ts';
import { cameras } from '../../src/core/order.ts';
import { parseValues } from '../../src/core/parse.ts';
import { createCamera } from '../../src/engines/local/camera.ts';
import { inputOf, order } from '../engines/local/studio.ts';

test.each([
  [' zoom=1.10 , x=.1', 'x=0.1,zoom=1.1'],
  ['roll=-5,y=+0.05', 'y=0.05,roll=-5'],
])('%j is kept as %s', (written, kept) => {
  expect(parseCameraPath(written)).toBe(kept);
});

test.each([
  'x=',
  'x=1',
  'x=0.1,x=0.1',
  'w=0.1',
  'zoom=2',
  'roll=20',
  'x=0.1;y=0',
  'x=0.1=2',
  'x=NaN',
  'x=1e-2',
  '=',
])('%j is refused with a sentence', (written) => {
  expect(() => parseCameraPath(written)).toThrow(
    expect.objectContaining({ kind: 'bad_camera', facts: { value: written } }),
  );
});

test('an option takes a named move or a path, and nothing else', () => {
  const options = { camera: { type: 'choice', choices: cameras, or: 'camera-path' } } as const;
  const read = (camera: string) => parseValues({ options }, { camera }, {}).camera;
  expect([read('orbit-left'), read('zoom=1.2')]).toEqual(['orbit-left', 'zoom=1.2']);
  expect(() => read('sideways')).toThrow(expect.objectContaining({ kind: 'unknown_choice' }));
});

test('a path goes just where its numbers say, whatever the seed and the motion', () => {
  const camera = parseCameraPath('x=0.1,y=0.05,zoom=1.1,roll=9');
  for (const seed of [1, 2]) {
    const recipe = { ...pan.local({ ...order, camera, motion: seed === 1 ? 'low' : 'high' }), depth: 0 };
    const pose = createCamera(inputOf({ recipe, seed, width: 320, height: 320 }), { x: 0, y: 0 });
    const [start, end] = [pose(0), pose(1)];
    expect(start.shrink / end.shrink).toBeCloseTo(1.1, 6);
    expect((end.angle - start.angle) * 360).toBeCloseTo(9, 6);
    expect(end.x - start.x).toBeCloseTo(0.1, 1);
    expect(end.y - start.y).toBeCloseTo(-0.05, 1);
  }
});

test('a model that knows only names is told the nearest one', () => {
  expect(
    ['x=-0.1,zoom=1.05', 'roll=9', 'zoom=0.9', 'y=0.1', 'x=0'].map((path) =>
      nearestCamera(parseCameraPath(path)),
    ),
  ).toEqual(['pan-left', 'roll-right', 'zoom-out', 'tilt-up', 'still']);
  expect(cameraNumbers(parseCameraPath('roll=3'))).toEqual({ x: 0, y: 0, zoom: 1, roll: 3 });
});
