import type { Size } from '../../../core/shot.ts';
import { createHeap } from '../heap.ts';
import type { PlanarPoint } from '../render-input.ts';
import type { Body, Bone } from './body.ts';

/** The extra cost of crossing a colour edge compared to even cloth, and the difference in levels of a full edge. */
const [barrier, edge] = [7, 45];

/** The position along a bone nearest to a point, as a share of its length, and the distance to the bone. */
export const reachOf = ({ from, to }: Pick<Bone, 'from' | 'to'>, x: number, y: number) => {
  const [right, down] = [to.x - from.x, to.y - from.y];
  const square = right * right + down * down;
  const share = square === 0 ? 0 : ((x - from.x) * right + (y - from.y) * down) / square;
  const held = Math.min(1, Math.max(0, share));
  const [dx, dy] = [x - from.x - held * right, y - from.y - held * down];
  return { share, away: Math.sqrt(dx * dx + dy * dy) };
};

/** The points a bone's region grows from: the bone itself, and for the trunk most of its middle. */
const seedsOf = (bone: Bone, body: Body, scale: number): PlanarPoint[] => {
  const steps = Math.max(
    2,
    Math.ceil(4 * Math.max(Math.abs(bone.to.x - bone.from.x), Math.abs(bone.to.y - bone.from.y)) * scale),
  );
  const line = Array.from({ length: Math.min(steps, 400) + 1 }, (_, i) => {
    const share = i / Math.min(steps, 400);
    return {
      x: bone.from.x + share * (bone.to.x - bone.from.x),
      y: bone.from.y + share * (bone.to.y - bone.from.y),
    };
  });
  if (bone.name !== 'pelvis' && bone.name !== 'chest') return line;
  const [upper, lower] = [body.shoulders, body.hips];
  const half = 0.31;
  return line.flatMap((place) => {
    const { share } = reachOf(
      { from: body.neck, to: { x: (lower[0].x + lower[1].x) / 2, y: (lower[0].y + lower[1].y) / 2 } },
      place.x,
      place.y,
    );
    const across = {
      x: (upper[1].x - upper[0].x) * (1 - share) + (lower[1].x - lower[0].x) * share,
      y: (upper[1].y - upper[0].y) * (1 - share) + (lower[1].y - lower[0].y) * share,
    };
    return Array.from({ length: 21 }, (_, i) => {
      const to = (i / 10 - 1) * half;
      return { x: place.x + to * across.x, y: place.y + to * across.y };
    });
  });
};

/**
 * The bone of each covered pixel at the small size (an index over all bodies, in order); −1 outside. Regions grow
 * inside the cut-out at a low cost as long as they don't cross colour edges, and faster for thick bones.
 */
export const labelsOf = (
  small: Size,
  scale: number,
  colour: Float32Array,
  inside: Uint8Array,
  bodies: readonly Body[],
): Int16Array => {
  const { width, height } = small;
  const labels = new Int16Array(width * height).fill(-1);
  const costs = new Float64Array(width * height).fill(Number.POSITIVE_INFINITY);
  const heap = createHeap();
  const thick: number[] = [];
  for (const body of bodies)
    for (const bone of body.bones) {
      const label = thick.push(bone.thick * scale) - 1;
      for (const { x, y } of seedsOf(bone, body, scale)) {
        const [column, row] = [Math.floor(x * scale), Math.floor(y * scale)];
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        const at = row * width + column;
        if (inside[at] === 0 || costs[at] === 0) continue;
        costs[at] = 0;
        labels[at] = label;
        heap.push(0, at);
      }
    }
  const step = (from: number, to: number, key: number, length: number) => {
    if (inside[to] === 0) return;
    const label = labels[from] as number;
    let change = 0;
    for (let channel = 0; channel < 3; channel += 1)
      change += Math.abs((colour[3 * from + channel] as number) - (colour[3 * to + channel] as number));
    const cost = key + (length * (1 + barrier * Math.min(1, change / edge))) / (thick[label] as number);
    if (cost >= (costs[to] as number)) return;
    costs[to] = cost;
    labels[to] = label;
    heap.push(cost, to);
  };
  for (let next = heap.pop(); next !== null; next = heap.pop()) {
    const { key, value: at } = next;
    if (key > (costs[at] as number)) continue;
    const [x, y] = [at % width, (at / width) | 0];
    for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j += 1)
      for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i += 1)
        if (i !== x || j !== y) step(at, j * width + i, key, i !== x && j !== y ? Math.SQRT2 : 1);
  }
  return labels;
};
