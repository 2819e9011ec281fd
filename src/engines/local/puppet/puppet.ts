import type { Size } from '../../../core/shot.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import type { Triangles } from '../layers/triangles.ts';
import { type Affine, still } from './affine.ts';
import { type Arm, armsOf } from './arms.ts';
import type { Body } from './body.ts';
import { bonesMove } from './bones-move.ts';
import { gridOver, type PuppetPart } from './grid.ts';
import { borders, type Held, heldBy, roundness } from './hold.ts';
import { labelsOf } from './part-labels.ts';
import { headRelief } from './relief.ts';
import { createRigid } from './rigid.ts';
import type { Small } from './small.ts';
import type { Stance } from './steps.ts';

export type Puppet = {
  /** The layers from back to front; `share` is the layer's mask at the small size. */
  readonly layers: readonly { readonly mesh: Triangles; readonly share: Uint8Array }[];
  /** The positions of all points for one stance per body; x and y in turn, in frame pixels. */
  pose(stances: readonly Stance[], strength: number): Float64Array;
};

/** An arm stays joined to the body within this distance from its shoulder, in shoulder-to-hip lengths. */
const weld = 0.34;

const partsOf = (
  small: Small,
  labels: Int16Array,
  arms: readonly Arm[],
  bodies: readonly Body[],
): readonly PuppetPart[] => {
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
      const [x, y] = [
        ((i % small.width) + 0.5) / small.scale,
        (Math.floor(i / small.width) + 0.5) / small.scale,
      ];
      if ((x - at.x) ** 2 + (y - at.y) ** 2 > (0.85 * radius) ** 2) whole[i] = 0;
    }
  return [
    { inside: whole, weld: null },
    ...spots.map(({ arm, at, radius }) => ({
      inside: bytesFrom(labels, (label) => (arm.labels.includes(label) ? 1 : 0)),
      weld: { at, radius },
    })),
  ];
};

const wish = (
  held: Held,
  i: number,
  x: number,
  y: number,
  [a, b, c, d, e, f]: Affine,
  wished: Float64Array,
): void => {
  const [toX, toY] = [a * x + c * y + e, b * x + d * y + f];
  const border = held.border[i] as number;
  const at = (side: keyof typeof borders): boolean => (border & borders[side]) !== 0;
  const along = at('bottom') ? x + 0.6 * (toX - x) : toX;
  // Points at the frame's border must not move inwards, or the cut would show.
  wished[2 * i] = at('left') ? Math.min(x, along) : at('right') ? Math.max(x, along) : along;
  wished[2 * i + 1] = at('bottom') ? Math.max(y, toY) : at('top') ? Math.min(y, toY) : toY;
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
    layers: parts.map(({ inside }, index) => ({
      mesh: grid.meshes[index] ?? { corners: grid.rest, triangles: new Uint32Array() },
      share: inside,
    })),
    pose: (stances, strength) => {
      const moves = bodies.map((body, index) =>
        bonesMove(
          body,
          arms.filter((arm) => arm.body === index),
          stances[index] as Stance,
          strength,
        ),
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
