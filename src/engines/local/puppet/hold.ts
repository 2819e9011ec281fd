import type { Size } from '../../../core/shot.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import type { Body, BoneName } from './body.ts';
import type { Grid, PuppetPart } from './grid.ts';
import { reachOf } from './part-labels.ts';
import type { Small } from './small.ts';

export type Held = {
  readonly bone: Int32Array;
  readonly holdX: Float64Array;
  readonly holdY: Float64Array;
  /** The borders of the frame that each point is at, as a sum of `borders`. */
  readonly border: Uint8Array;
};

export const borders = { bottom: 1, left: 2, right: 4, top: 8 } as const;

/** The bone that holds each point (an index over all bodies, −1 for none), and how strongly. */
export const heldBy = (
  grid: Grid,
  frame: Size,
  small: Small,
  labels: Int16Array,
  bodies: readonly Body[],
  parts: readonly PuppetPart[],
): Held => {
  const bones = bodies.flatMap((body) => body.bones);
  const count = grid.rest.length / 2;
  const held = {
    bone: new Int32Array(count).fill(-1),
    holdX: new Float64Array(count),
    holdY: new Float64Array(count),
    border: new Uint8Array(count),
  };
  for (let i = 0; i < count; i += 1) {
    const [x, y] = [grid.rest[2 * i] as number, grid.rest[2 * i + 1] as number];
    const at = pixelOf(small, grid.rest, i);
    const label = parts[grid.part[i] as number]?.inside[at] === 1 ? (labels[at] as number) : -1;
    const bone = bones[label];
    if (bone !== undefined) {
      held.bone[i] = label;
      const { away, share } = reachOf(bone, x, y);
      const square = (away / bone.thick / 0.5) ** 2;
      let hold = 0.55 / (1 + square + 0.5 * square * square + (square * square * square) / 6);
      if (bone.name.startsWith('shank') && share > 0.92) hold = 3;
      held.holdX[i] = hold;
      held.holdY[i] = hold;
    }
    // What has no bone stays at the border, or the photo's end would come into the frame.
    const edge = grid.step;
    if (x < edge || x > frame.width - edge) {
      held.border[i] = x < edge ? borders.left : borders.right;
      held.holdX[i] = 30;
    }
    if (y > frame.height - edge) {
      held.border[i] = (held.border[i] as number) | borders.bottom;
      held.holdX[i] = Math.max(12, held.holdX[i] as number);
      held.holdY[i] = 30;
    } else if (y < edge) {
      held.border[i] = (held.border[i] as number) | borders.top;
      held.holdY[i] = 30;
    }
  }
  return held;
};

export type Owner = { readonly body: Body; readonly index: number; readonly name: BoneName };

const pixelOf = ({ width, height, scale }: Small, rest: Float64Array, i: number): number => {
  const column = Math.min(width - 1, Math.max(0, Math.floor((rest[2 * i] as number) * scale)));
  const row = Math.min(height - 1, Math.max(0, Math.floor((rest[2 * i + 1] as number) * scale)));
  return row * width + column;
};

/**
 * The depth of each trunk point in pixels, 0 at the outline and at arms, legs and head, and how much it belongs to
 * the chest rather than the pelvis.
 */
export const roundness = (
  { rest, edges }: Grid,
  small: Small,
  labels: Int16Array,
  { bone, border }: Held,
  owners: readonly Owner[],
) => {
  const trunk = owners.map(({ name }) => name === 'chest' || name === 'pelvis');
  const away = distanceTo(
    bytesFrom(labels, (label) => (trunk[label] === true ? 0 : 1)),
    small,
  );
  const count = rest.length / 2;
  const chest = new Float64Array(count);
  let deep = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const owner = owners[bone[i] as number];
    if (owner === undefined) continue;
    const { neck, hips, length } = owner.body;
    const { share } = reachOf(
      { from: neck, to: { x: (hips[0].x + hips[1].x) / 2, y: (hips[0].y + hips[1].y) / 2 } },
      rest[2 * i] as number,
      rest[2 * i + 1] as number,
    );
    const up = Math.min(1, Math.max(0, (0.8 - share) / 0.5));
    chest[i] = up * up * (3 - 2 * up);
    const inner = Math.min(1, (away[pixelOf(small, rest, i)] as number) / small.scale / (0.3 * length));
    deep[i] = 0.24 * length * (1 - (1 - inner) * (1 - inner));
  }
  for (let round = 0; round < 3; round += 1) {
    const sums = deep.slice();
    const counts = new Float64Array(count).fill(1);
    for (let e = 0; e < edges.length; e += 2) {
      const [a, b] = [edges[e] as number, edges[e + 1] as number];
      sums[a] = (sums[a] as number) + (deep[b] as number);
      sums[b] = (sums[b] as number) + (deep[a] as number);
      counts[a] = (counts[a] as number) + 1;
      counts[b] = (counts[b] as number) + 1;
    }
    // The frame's border must not turn away from itself.
    deep = sums.map((sum, i) => (border[i] === 0 ? sum / (counts[i] as number) : 0));
  }
  return { chest, deep };
};
