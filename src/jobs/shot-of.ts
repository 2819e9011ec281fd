import { beginsAt } from '../core/after.ts';
import type { Effect } from '../core/effect.ts';
import { Failure } from '../core/failure.ts';
import { localRecipeOf } from '../core/local-recipe.ts';
import { type Beat, type Order, takeOrders } from '../core/order.ts';
import { speedOf } from '../core/post-steps.ts';
import type { Shot, Size } from '../core/shot.ts';
import { effectNamed, type Services } from './services.ts';

/** The seed of a take: the order's own for the first, then numbers derived only from it. */
export const takeSeed = (seed: number, take: number): number =>
  take === 1 ? seed : (Math.imul(seed ^ Math.imul(take, 0x9e3779b1), 0x85ebca6b) >>> 0) % 2 ** 32;

/** The beat, shifted for a part in which the music continues, and slower for a clip that will be played faster. */
const beatOf = ({ beat, after, post }: Order): Beat | null => {
  if (beat === null) return null;
  const factor = speedOf(post);
  const first = after === null ? beat.first : beat.first - beginsAt(after);
  return { tempo: beat.tempo / factor, first: first * factor };
};

/** The shot an effect makes of an order, for one take. */
export const shotOf = (
  effect: Effect,
  order: Order,
  seed: number,
  photos: readonly Size[],
  effects: readonly Effect[],
): Shot => {
  const { negative: unwanted = '', references = [] } = order;
  const { local, leftOut } = localRecipeOf(effect, { ...order, seed, beat: beatOf(order) }, effects);
  return {
    effect: effect.name,
    version: effect.version,
    prompt: [effect.prompt, order.prompt].filter((part) => part !== '').join(' '),
    negative: [effect.negative, unwanted].filter((part) => part !== '').join(', '),
    ...(unwanted !== '' && { unwanted: true as const }),
    motion: order.motion,
    camera: order.camera,
    seed,
    seconds: order.seconds,
    fps: order.fps,
    ratio: order.ratio,
    resolution: order.resolution,
    photos,
    ...(references.length > 0 && { references: references.length }),
    local,
    ...(typeof order.mask === 'string' && { masked: order.masked ?? 'moves' }),
    leftOut,
    models: effect.models,
    sound: order.sound !== null,
    words: order.prompt,
  };
};

/** The effects of a take: its own, and those that its prompt brings in. */
export const effectsOfTake = (services: Pick<Services, 'effects'>, take: Order): Effect[] => {
  const effect = effectNamed(services, take.effect);
  return [effect, ...localRecipeOf(effect, take, services.effects).brought];
};

/** Throws `Failure` `speech_speed` where lips would no longer move with what is said. */
export const requireSpeechInTime = (services: Pick<Services, 'effects'>, order: Order): void => {
  const moved = order.post.some(({ kind }) => kind === 'speed');
  const speaks = takeOrders(order)
    .flatMap((take) => effectsOfTake(services, take))
    .some(({ people }) => people === 'speak');
  if (order.sound !== null && moved && speaks) throw new Failure('speech_speed');
};
