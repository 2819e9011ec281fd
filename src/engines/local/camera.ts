import type { Move } from '../../core/shot.ts';
import { createRandom, createWander } from './random.ts';
import type { PlanarPoint, RenderInput } from './render-input.ts';
import { clamp, cosine, ease, sine } from './wave.ts';

/**
 * Camera pose. The camera sees `shrink` of the frame, rotated clockwise by `angle` (in turns) and moved by x and y.
 * Things nearer than the focus move by `right` and `down`, and outwards by `swell`, times their depth.
 */
export type CameraPose = {
  shrink: number;
  angle: number;
  x: number;
  y: number;
  right: number;
  down: number;
  swell: number;
};

/** Near-to-far parallax of a recipe with `depth` 1, as a fraction of the frame's width. */
const fullDepth = 0.05;

type Stage = {
  readonly depth: number;
  readonly short: number;
  readonly cycles: number;
  readonly turn: number;
  readonly phase: number;
};

const zoom = (pose: CameraPose, amount: number, travelled: number, swell: number) => {
  const travel = amount > 0 ? travelled : 1 - travelled;
  pose.shrink /= 1 + Math.abs(amount) * travel;
  pose.swell -= swell * travel;
};

/** Applies one move to the pose. `travel` is the move's progress, 0 to 1; `t` is the time, 0 to 1. */
type Step = (pose: CameraPose, amount: number, travel: number, stage: Stage, t: number) => void;

const moves: Record<Move['kind'], Step> = {
  zoom: (pose, amount, travel, { depth }) =>
    zoom(pose, amount, travel, Math.min(depth, Math.abs(amount) / 2)),
  dolly: (pose, amount, travel, { depth }) =>
    zoom(pose, amount * 0.7, travel, Math.min(2 * depth, Math.abs(amount))),
  pan: (pose, amount, travel, { depth }) => {
    pose.x += amount * (travel - 0.5);
    pose.right += clamp(amount / 2, -depth, depth) * (travel - 0.5);
  },
  tilt: (pose, amount, travel, { depth, short }) => {
    pose.y -= amount * short * (travel - 0.5);
    pose.down -= clamp((amount * short) / 2, -depth, depth) * (travel - 0.5);
  },
  roll: (pose, amount, travel) => {
    pose.angle += (amount / (2 * Math.PI)) * (travel - 0.5);
  },
  orbit: (pose, amount, travel, { depth }) => {
    pose.right += clamp(amount, -4, 4) * depth * (travel - 0.5);
  },
  sway: (pose, amount, _, { depth, cycles, turn, phase }, t) => {
    const angle = turn * (cycles * t + phase);
    const width = clamp(amount, -1, 1) * depth;
    pose.right += (width * cosine(angle)) / 2;
    pose.down += (width * sine(angle)) / 4;
    pose.x += (width * cosine(angle)) / 10;
  },
};

/** The camera's path, with `t` from 0 to 1. The seed changes everything except the direction of a named move. */
export const createCamera = ({ recipe, seed, width, height, fps, frames }: RenderInput, aim: PlanarPoint) => {
  const random = createRandom(seed);
  const seconds = frames / fps;
  const depth = fullDepth * recipe.depth;
  const short = Math.min(1, height / width);
  const stage: Stage = {
    depth,
    short,
    cycles: Math.max(1, Math.round(seconds / 4)),
    turn: random() < 0.5 ? -1 : 1,
    phase: random(),
  };
  const target = { x: aim.x + 0.2 * (random() - 0.5), y: aim.y + 0.2 * short * (random() - 0.5) };
  const own = recipe.moves.map(({ kind, amount, exact }) => ({
    kind,
    amount: amount * (exact ? 1 : 0.88 + 0.24 * random()),
  }));
  // A faint loop on top of the named moves, so that each seed looks like a different way of holding the camera.
  const loop = own.length > 0 ? 0.2 * depth : 0;
  const wander = () => createWander(random, 0.6, seconds, recipe.loop);
  const [x, y, angle, right, down] = [wander(), wander(), wander(), wander(), wander()] as const;
  return (t: number): CameraPose => {
    const pose: CameraPose = { shrink: 1, angle: 0, x: 0, y: 0, right: 0, down: 0, swell: 0 };
    const travel = ease(recipe.loop ? 1 - Math.abs(2 * t - 1) : t);
    for (const { kind, amount } of own) moves[kind](pose, amount, travel, stage, t);
    pose.x += target.x * (1 - pose.shrink);
    pose.y += target.y * (1 - pose.shrink);
    pose.right += loop * sine(stage.turn * stage.cycles * t + stage.phase);
    pose.down += loop * cosine(stage.turn * stage.cycles * t + stage.phase);
    const time = t * seconds;
    pose.x += 0.018 * recipe.drift * x(time);
    pose.y += 0.018 * recipe.drift * y(time);
    pose.angle += 0.0018 * recipe.drift * angle(time);
    pose.right += 0.45 * depth * recipe.drift * right(time);
    pose.down += 0.45 * depth * recipe.drift * down(time);
    return pose;
  };
};

export type CameraCurve = ReturnType<typeof createCamera>;
