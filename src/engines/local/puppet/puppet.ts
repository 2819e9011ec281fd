import type { Size } from '../../../core/shot.ts';
import { distanceTo } from '../../../media/pixels/distance.ts';
import type { Triangles } from '../layers/triangles.ts';
import { type Affine, still } from './affine.ts';
import { type Arm, armsOf } from './arms.ts';
import type { Body, BoneName } from './body.ts';
import { bonesMove } from './bones-move.ts';
import { type Grid, gridOver, type Part } from './grid.ts';
import { labelsOf, reachOf } from './labels.ts';
import { headRelief } from './relief.ts';
import { createRigid } from './rigid.ts';
import type { Stance } from './steps.ts';

/** A small copy of what is cut out: colours (three numbers a pixel), 1 where it is covered, and its pixels to a frame pixel. */
export type Small = Size & { readonly scale: number; readonly colour: Float32Array; readonly inside: Uint8Array };

export type Puppet = {
  /** What is drawn, from the back to the front; each with its share of the matte on the small copy. */
  readonly layers: readonly { readonly mesh: Triangles; readonly share: Uint8Array }[];
  /** Where every point goes for a stance of each body; x and y in turn, in frame pixels. */
  pose(stances: readonly Stance[], strength: number): Float64Array;
};

/** An arm stays one with the body within this many lengths of its shoulder. */
const weld = 0.24;

const partsOf = (small: Small, labels: Int16Array, arms: readonly Arm[], bodies: readonly Body[]): readonly Part[] => {
  const clear = arms.filter((arm) => arm.clear);
  const spots = clear.map((arm) => {
    const body = bodies[arm.body];
    const at = body?.shoulders[arm.side === 'left' ? 0 : 1] ?? { x: 0, y: 0 };
    return { arm, at, radius: weld * (body?.length ?? 0) };
  });
  const whole = small.inside.slice();
  for (const { arm, at, radius } of spots)
    for (let i = 0; i < whole.length; i += 1) {
      if (!arm.labels.includes(labels[i] as number)) continue;
      const [x, y] = [((i % small.width) + 0.5) / small.scale, (Math.floor(i / small.width) + 0.5) / small.scale];
      if ((x - at.x) ** 2 + (y - at.y) ** 2 > (0.85 * radius) ** 2) whole[i] = 0;
    }
  return [
    { inside: whole, weld: null },
    ...spots.map(({ arm, at, radius }) => ({
      inside: Uint8Array.from(labels, (label) => (arm.labels.includes(label) ? 1 : 0)),
      weld: { at, radius },
    })),
  ];
};

type Held = { readonly bone: Int32Array; readonly holdX: Float64Array; readonly holdY: Float64Array; readonly floor: Uint8Array };

/** By which bone each point is held, and how strongly. Counted through all bodies; −1 by none. */
const heldBy = (grid: Grid, frame: Size, small: Small, labels: Int16Array, bodies: readonly Body[], parts: readonly Part[]): Held => {
  const bones = bodies.flatMap((body) => body.bones);
  const count = grid.rest.length / 2;
  const held = { bone: new Int32Array(count).fill(-1), holdX: new Float64Array(count), holdY: new Float64Array(count), floor: new Uint8Array(count) };
  for (let i = 0; i < count; i += 1) {
    const [x, y] = [grid.rest[2 * i] as number, grid.rest[2 * i + 1] as number];
    const at = pixelOf(small, grid.rest, i);
    const label = parts[grid.part[i] as number]?.inside[at] === 1 ? (labels[at] as number) : -1;
    const bone = bones[label];
    if (bone === undefined) continue;
    held.bone[i] = label;
    const { away, share } = reachOf(bone, x, y);
    const square = (away / bone.thick / 0.5) ** 2;
    let hold = 0.55 / (1 + square + 0.5 * square * square + (square * square * square) / 6);
    if (bone.name.startsWith('shank') && share > 0.92) hold = 3;
    held.holdX[i] = hold;
    held.holdY[i] = hold;
    const edge = grid.step;
    if (y > frame.height - edge) {
      held.floor[i] = 1;
      held.holdX[i] = 12;
      held.holdY[i] = 30;
    } else if (x < edge || x > frame.width - edge) {
      held.floor[i] = x < edge ? 2 : 3;
      held.holdX[i] = 30;
    }
  }
  return held;
};

type Owner = { readonly body: Body; readonly index: number; readonly name: BoneName };

const pixelOf = ({ width, height, scale }: Small, rest: Float64Array, i: number): number => {
  const column = Math.min(width - 1, Math.max(0, Math.floor((rest[2 * i] as number) * scale)));
  const row = Math.min(height - 1, Math.max(0, Math.floor((rest[2 * i + 1] as number) * scale)));
  return row * width + column;
};

/**
 * How far each point of a trunk comes towards us, in pixels, 0 where its outline, arms, legs or head begin, and how much it
 * is chest rather than pelvis.
 */
const roundness = ({ rest, edges }: Grid, small: Small, labels: Int16Array, { bone }: Held, owners: readonly Owner[]) => {
  const trunk = owners.map(({ name }) => name === 'chest' || name === 'pelvis');
  const away = distanceTo(Uint8Array.from(labels, (label) => (trunk[label] === true ? 0 : 1)), small);
  const count = rest.length / 2;
  const chest = new Float64Array(count);
  let deep = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const owner = owners[bone[i] as number];
    if (owner === undefined) continue;
    const { neck, hips, length } = owner.body;
    const { share } = reachOf({ from: neck, to: { x: (hips[0].x + hips[1].x) / 2, y: (hips[0].y + hips[1].y) / 2 } }, rest[2 * i] as number, rest[2 * i + 1] as number);
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
    deep = sums.map((sum, i) => sum / (counts[i] as number));
  }
  return { chest, deep };
};

const wish = (held: Held, i: number, x: number, y: number, [a, b, c, d, e, f]: Affine, wished: Float64Array): void => {
  const [toX, toY] = [a * x + c * y + e, b * x + d * y + f];
  const floor = held.floor[i] as number;
  // What the frame cuts off must not show where it was cut.
  wished[2 * i] = floor === 1 ? x + 0.6 * (toX - x) : floor === 2 ? Math.min(x, toX) : floor === 3 ? Math.max(x, toX) : toX;
  wished[2 * i + 1] = floor === 1 ? Math.max(y, toY) : toY;
};

/** Makes a puppet of people cut out of a frame. */
export const createPuppet = (frame: Size, small: Small, bodies: readonly Body[]): Puppet => {
  const labels = labelsOf(small, small.scale, small.colour, small.inside, bodies);
  const arms = armsOf(bodies, labels, small, small.scale);
  const parts = partsOf(small, labels, arms, bodies);
  const step = Math.max(9, Math.round(Math.max(frame.width, frame.height) / 80));
  const grid = gridOver(frame, small, small.scale, parts, step);
  const held = heldBy(grid, frame, small, labels, bodies, parts);
  const settle = createRigid({ ...grid, holdX: held.holdX, holdY: held.holdY });
  const count = grid.rest.length / 2;
  const reliefs = bodies.map(({ face }) => (face === null ? null : headRelief(face, grid.rest)));
  const owners = bodies.flatMap((body, index) => body.bones.map(({ name }) => ({ body, index, name })));
  const round = roundness(grid, small, labels, held, owners);
  const wished = grid.rest.slice();
  const moved = grid.rest.slice();
  return {
    layers: parts.map(({ inside }, index) => ({ mesh: grid.meshes[index] ?? { corners: grid.rest, triangles: new Uint32Array() }, share: inside })),
    pose: (stances, strength) => {
      const moves = bodies.map((body, index) =>
        bonesMove(body, arms.filter((arm) => arm.body === index), stances[index] as Stance, strength),
      );
      for (let i = 0; i < count; i += 1) {
        const owner = owners[held.bone[i] as number];
        if (owner === undefined) continue;
        const [x, y] = [grid.rest[2 * i] as number, grid.rest[2 * i + 1] as number];
        wish(held, i, x, y, moves[owner.index]?.[owner.name] ?? still, wished);
      }
      settle(wished, moved);
      const shown = moved.slice();
      for (let i = 0; i < count; i += 1) {
        const owner = owners[held.bone[i] as number];
        bodies.forEach((_, index) => {
          const stance = stances[index] as Stance;
          const near = reliefs[index]?.[i] ?? 0;
          shown[2 * i] = (shown[2 * i] as number) + strength * stance.headYaw * near;
          shown[2 * i + 1] = (shown[2 * i + 1] as number) + 0.6 * strength * stance.nod * near;
        });
        if (owner === undefined) continue;
        const { chestYaw, pelvisYaw } = stances[owner.index] as Stance;
        const yaw = pelvisYaw + (round.chest[i] as number) * (chestYaw - pelvisYaw);
        shown[2 * i] = (shown[2 * i] as number) + strength * yaw * (round.deep[i] as number);
      }
      return shown;
    },
  };
};
