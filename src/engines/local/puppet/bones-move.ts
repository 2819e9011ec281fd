import type { PlanarPoint } from '../render-input.ts';
import { type Affine, after, goes, move, stretch, turnAbout } from './affine.ts';
import type { Arm } from './arms.ts';
import type { Body, BoneName } from './body.ts';
import type { Stance } from './steps.ts';

const middle = ([a, b]: readonly [PlanarPoint, PlanarPoint]): PlanarPoint => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
});

/** An arm that hangs down, or is held up, swings less across the body or the face than away from it. */
const inward = (
  { neck, length }: Body,
  out: number,
  swing: number,
  { y }: PlanarPoint = { x: 0, y: neck.y },
): number => {
  const crosses = swing * out * (y - neck.y) < 0;
  return crosses && Math.abs(y - neck.y) > 0.3 * length ? 0.4 * swing : swing;
};

/** How far a shoulder rises and falls whose arm can't swing, in shoulder-to-hip lengths per radian of a free arm's swing. */
const shrug = 0.17;

/** The transform of each bone for a stance. `strength` scales the motion; 1 is full. */
export const bonesMove = (
  body: Body,
  arms: readonly Arm[],
  stance: Stance,
  strength: number,
): Readonly<Partial<Record<BoneName, Affine>>> => {
  const { length, hips, shoulders, neck, waist } = body;
  const amount = (value: number): number => strength * value;
  const pelvis = after(
    move(amount(stance.hip) * length, amount(stance.drop) * length),
    turnAbout(middle(hips), amount(stance.pelvis)),
  );
  const chest = after(pelvis, turnAbout(waist, amount(stance.chest)));
  const moves: Partial<Record<BoneName, Affine>> = {
    pelvis,
    chest,
    head: after(
      chest,
      after(move(0, 0.25 * amount(stance.nod) * length), turnAbout(neck, amount(stance.head))),
    ),
  };
  const bone = (name: BoneName) => body.bones.find((each) => each.name === name);
  for (const [index, side] of (['left', 'right'] as const).entries()) {
    const shoulder = shoulders[index] ?? neck;
    const arm = arms.find((each) => each.side === side);
    const swing = inward(
      body,
      index === 0 ? 1 : -1,
      amount(stance.arms) * (arm?.swing ?? 0),
      bone(`lower-arm-${side}`)?.to,
    );
    const tied = (index === 0 ? shrug : -shrug) * stance.arms * (1 - (arm?.swing ?? 0));
    const raised = after(chest, move(0, -amount(stance.shoulders + tied) * length));
    const upper = after(raised, turnAbout(shoulder, swing));
    moves[`upper-arm-${side}`] = upper;
    const lower = bone(`lower-arm-${side}`);
    if (lower !== undefined) moves[`lower-arm-${side}`] = after(upper, turnAbout(lower.from, 0.5 * swing));
    const [thigh, shank] = [bone(`thigh-${side}`), bone(`shank-${side}`)];
    if (thigh === undefined) continue;
    const hip = goes(pelvis, thigh.from);
    const lift = amount(side === 'left' ? stance.liftLeft : stance.liftRight) * length;
    const foot = shank && { x: shank.to.x + 0.4 * lift * (side === 'left' ? -1 : 1), y: shank.to.y - lift };
    // The knee bends outwards as hip and foot come closer.
    const nearer = hip.y - thigh.from.y + lift;
    const out = 0.5 * Math.max(0, nearer) * (side === 'left' ? -1 : 1);
    const knee = {
      x: thigh.to.x + 0.5 * (hip.x - thigh.from.x) + (foot && shank ? 0.5 * (foot.x - shank.to.x) : 0) + out,
      y: thigh.to.y + 0.5 * (hip.y - thigh.from.y) - 0.5 * lift,
    };
    moves[`thigh-${side}`] = stretch(thigh.from, thigh.to, hip, knee);
    if (shank && foot) moves[`shank-${side}`] = stretch(shank.from, shank.to, knee, foot);
  }
  return moves;
};
