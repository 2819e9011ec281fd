import { expect, test } from 'vitest';
import { bodyOf } from '../../../src/engines/local/puppet/body.ts';
import { createPuppet } from '../../../src/engines/local/puppet/puppet.ts';
import { dance } from '../../../src/engines/local/puppet/steps.ts';

const [width, height] = [400, 600];
const small = { width: 100, height: 150 };

/** Seventeen joints of somebody whose head is at the upper border and whose elbows and hips are beyond the frame. */
const joints = [
  ...[
    [200, 60],
    [210, 50],
    [190, 50],
    [220, 55],
    [180, 55],
    [320, 200],
    [80, 200],
    [410, 380],
    [-10, 380],
  ],
  ...[
    [400, 500],
    [0, 500],
    [270, 620],
    [130, 620],
    [270, 800],
    [130, 800],
    [270, 950],
    [130, 950],
  ],
].map(([x = 0, y = 0]) => ({ x, y, score: 0.9 }));

/** Somebody who is wider than the frame below the shoulders, and as narrow as a head above. */
const inside = new Uint8Array(small.width * small.height).map((_, i) => {
  const [x, y] = [i % small.width, Math.floor(i / small.width)];
  return y > 45 || Math.abs(x - 50) < 16 ? 1 : 0;
});

test('whoever the frame cuts off dances without the photo’s end coming into it', () => {
  const body = bodyOf({ joints, face: null });
  if (body === null) throw new Error('no body');
  const colour = new Float32Array(3 * inside.length).fill(120);
  const puppet = createPuppet({ width, height }, { ...small, scale: 0.25, colour, inside }, [body]);
  const tempo = { beat: { tempo: 120, first: 0 }, seconds: 2, loop: false };
  const times = Array.from({ length: 48 }, (_, frame) => frame / 24);
  const moves = [0, 1, 2, 3].flatMap((style) => dance(tempo, times, { style, side: 1, late: 0 }));
  let [inwards, most] = [0, 0];
  for (const stance of moves) {
    const points = puppet.pose([stance], 1);
    for (const { mesh } of puppet.layers)
      for (const corner of mesh.triangles) {
        const [x, y] = [mesh.corners[2 * corner] ?? 0, mesh.corners[2 * corner + 1] ?? 0];
        const [toX, toY] = [points[2 * corner] ?? 0, points[2 * corner + 1] ?? 0];
        most = Math.max(most, Math.abs(toX - x), Math.abs(toY - y));
        if (x <= 0) inwards = Math.max(inwards, toX - x);
        if (x >= width) inwards = Math.max(inwards, x - toX);
        if (y <= 0) inwards = Math.max(inwards, toY - y);
        if (y >= height) inwards = Math.max(inwards, y - toY);
      }
  }
  expect(most).toBeGreaterThan(40);
  expect(inwards).toBeLessThan(8);
});
