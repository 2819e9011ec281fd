import type { Effect } from '../core/effect.ts';
import type { Engine, PlannedTake } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { Shot, Size } from '../core/shot.ts';
import { effectNamed, engineNamed, type House } from './house.ts';

/** The seed of a take: the order's own for the first, then numbers that depend on it alone. */
export const takeSeed = (seed: number, take: number): number =>
  take === 1 ? seed : (Math.imul(seed ^ Math.imul(take, 0x9e3779b1), 0x85ebca6b) >>> 0) % 2 ** 32;

const shoot = (effect: Effect, order: Order, seed: number, photos: readonly Size[]): Shot => ({
  effect: effect.name,
  version: effect.version,
  prompt: [effect.prompt, order.prompt].filter((part) => part !== '').join(' '),
  negative: effect.negative,
  motion: order.motion,
  camera: order.camera,
  seed,
  seconds: order.seconds,
  fps: order.fps,
  ratio: order.ratio,
  resolution: order.resolution,
  photos,
  local: effect.local({ ...order, seed }),
  models: effect.models,
  words: order.prompt,
});

/** Which engine an order goes to: the one it names, or the house's first. */
const chooseEngine = (house: Pick<House, 'engines'>, order: Order): Engine => {
  if (order.engine !== null) return engineNamed(house, order.engine);
  const [first] = house.engines;
  if (first === undefined) throw new Failure('unavailable', { name: 'engine' });
  return first;
};

/** Exactly what a take will ask of its engine. Pure; throws usage Failures before anything is queued or charged. */
export const planTake = (
  house: Pick<House, 'engines' | 'effects'>,
  order: Order,
  seed: number,
  photos: readonly Size[],
): { plan: PlannedTake } => {
  const effect = effectNamed(house, order.effect);
  const engine = chooseEngine(house, order);
  const plan = engine.plan(shoot(effect, order, seed, photos), order.model);
  return { plan: { ...plan, effectVersion: effect.version } };
};
