import type { Size } from '../../../core/shot.ts';
import type { SeenFace } from '../../../media/analysis/types.ts';
import { floatsFrom } from '../../../media/pixels/numbers.ts';
import { box } from '../../../media/pixels/plane.ts';
import { lookUp, shrink, within } from '../../../media/pixels/shrink.ts';
import { frameOf, onFace } from '../face/face-frame.ts';
import { createHeap } from '../heap.ts';

/** The extra cost of crossing a colour edge compared to even cloth, and the difference in levels of a full edge. */
const [barrier, edge] = [9, 40];

const smallSide = 240;

/** Whether a position is in a face, or in the neck and chest below it; measured in face widths and heights. */
const seedOf = (face: SeenFace, x: number, y: number): 'face' | 'chest' | null => {
  const frame = frameOf(face);
  const { across, down } = onFace(frame, [x, y]);
  const [right, low] = [across / frame.width, (down - 0.1 * frame.height) / frame.height];
  if ((right / 0.46) ** 2 + (low / 0.52) ** 2 < 1) return 'face';
  return Math.abs(right) < 0.3 && low > 0.4 && low < 1.5 ? 'chest' : null;
};

/**
 * Reduces a matte to one of the people in a photo: the pixels that are reached from this person's face without
 * crossing colour edges, at a lower cost than from the other faces. `place` converts shares of the picture to
 * positions in the photo.
 */
export const keepOwn = (
  rgb: Uint8Array,
  matte: Uint8Array,
  size: Size,
  faces: readonly SeenFace[],
  own: number,
  place: (right: number, down: number) => readonly [x: number, y: number],
): void => {
  const small = within(size, smallSide);
  const { width, height } = small;
  const colour = shrink(rgb, size, small, 3);
  const cover = shrink(matte, size, small, 1);
  const labels = new Int16Array(width * height).fill(-1);
  const costs = new Float64Array(labels.length).fill(Number.POSITIVE_INFINITY);
  const heap = createHeap();
  for (const kind of ['face', 'chest'] as const)
    for (let at = 0; at < labels.length; at += 1) {
      if ((cover[at] as number) < 60 || labels[at] !== -1) continue;
      const [x, y] = place(((at % width) + 0.5) / width, (((at / width) | 0) + 0.5) / height);
      const owner = faces.findIndex((face) => seedOf(face, x, y) === kind);
      if (owner < 0) continue;
      labels[at] = owner;
      costs[at] = kind === 'face' ? 0 : 2;
      heap.push(costs[at] as number, at);
    }
  for (let next = heap.pop(); next !== null; next = heap.pop()) {
    const { key, value: at } = next;
    if (key > (costs[at] as number)) continue;
    const x = at % width;
    for (const [to, fits] of [
      [at - 1, x > 0],
      [at + 1, x < width - 1],
      [at - width, at >= width],
      [at + width, at + width < labels.length],
    ] as const) {
      if (!fits || (cover[to] as number) < 20) continue;
      let change = 0;
      for (let channel = 0; channel < 3; channel += 1)
        change += Math.abs((colour[3 * at + channel] as number) - (colour[3 * to + channel] as number));
      const cost = key + 1 + barrier * Math.min(1, change / edge);
      if (cost >= (costs[to] as number)) continue;
      costs[to] = cost;
      labels[to] = labels[at] as number;
      heap.push(cost, to);
    }
  }
  // Pixels that no face reaches are around the outline, or belong to someone else.
  const kept = box(
    { ...small, values: floatsFrom(labels, (label, at) => keeps(label, own, cover[at] as number)) },
    1,
  ).values;
  for (let y = 0, at = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1, at += 1) {
      if (matte[at] === 0) continue;
      const share = lookUp(kept, small, 1, (x + 0.5) / size.width, (y + 0.5) / size.height, 0);
      matte[at] = Math.round((matte[at] as number) * Math.min(1, Math.max(0, 2 * share - 0.5)));
    }
};

const keeps = (label: number, own: number, cover: number): number =>
  label === own || (label === -1 && cover < 20) ? 1 : 0;
