import { beginsAt } from '../core/after.ts';
import type { Effect } from '../core/effect.ts';
import { Failure } from '../core/failure.ts';
import { type Beat, type Order, takeOrders } from '../core/order.ts';
import { speedOf } from '../core/post-steps.ts';
import type { LocalRecipe, Shot, Size } from '../core/shot.ts';
import { type Named, understand } from '../core/words/understand.ts';
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

/** An effect's recipe with what the order's words add to it, and the wishes it leaves out, as they were written. */
type CombinedRecipe = {
  readonly local: LocalRecipe;
  readonly leftOut: readonly string[];
  /** Effects added by the prompt. The consent they need must be given here too. */
  readonly brought: readonly Effect[];
};

/** Parts of a recipe that concern its own photos, or come with another part. */
const ownParts: readonly string[] = ['pair', 'restoration', 'beat'];

const isPart = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parts that draw people in their own way. Only weather combines with them. */
const whole: readonly string[] = ['cutout', 'pair'];

/** Merges two sets of motions for one face, using the stronger of each. */
const together = (one: object, other: object): object =>
  Object.fromEntries(
    Object.entries(one).map(([motion, most]) => {
      const also: unknown = Reflect.get(other, motion);
      return [
        motion,
        typeof most === 'number' && typeof also === 'number' ? Math.max(most, also) : most || also,
      ];
    }),
  );

/**
 * The parts of another recipe that this one has room for. Null if both use the same part, or one needs the whole
 * picture.
 */
const roomFor = (recipe: LocalRecipe, other: LocalRecipe): Partial<LocalRecipe> | null => {
  // Breath, and the breeze in a drawing, run under every other motion and give way to it.
  const yields = ({ flow, look }: LocalRecipe): boolean =>
    flow?.kind === 'breath' || look?.kind === 'painted';
  const partsOf = (one: LocalRecipe, free: boolean) =>
    Object.entries(one).filter(([key, value]) => isPart(value) && !(free && key === 'flow'));
  const own = partsOf(recipe, yields(recipe))
    .map(([key]) => key)
    .filter((key) => key === 'pair' || !ownParts.includes(key));
  const all = partsOf(other, yields(other) && recipe.flow !== null);
  const added = all
    .filter(([key]) => !ownParts.includes(key))
    .map(([key, value]): [string, unknown] => {
      const same: unknown = Reflect.get(recipe, key);
      return [key, key === 'face' && isPart(same) ? together(same, value as object) : value];
    });
  const taken = added.some(
    ([key]) => (own.includes(key) && key !== 'face') || (whole.includes(key) && own.length > 0),
  );
  const full = own.some((key) => whole.includes(key));
  return taken || full || added.length === 0 ? null : Object.fromEntries(added);
};

/** A prompt may only add effects for a single photo, and never a kiss or a hug. */
const byWords = ({ people, needs }: Effect): boolean =>
  people !== 'kiss' && people !== 'hug' && needs.photos === 1;

/** Adds to an effect's recipe what else the order's prompt names, if they combine. Pure. */
export const localRecipeOf = (effect: Effect, order: Order, effects: readonly Effect[]): CombinedRecipe => {
  const { effects: named, leftOut } = understand(order.prompt);
  const missed: Named[] = [];
  const brought: Effect[] = [];
  let local = effect.local(order);
  for (const wish of named) {
    if (wish.effect === effect.name) continue;
    const other = effects.find(({ name }) => name === wish.effect);
    const added = other !== undefined && byWords(other) ? roomFor(local, other.local(order)) : null;
    if (other === undefined || added === null) {
      missed.push(wish);
      continue;
    }
    brought.push(other);
    local = { ...local, ...added, beat: local.beat ?? order.beat };
  }
  const written = [...leftOut, ...missed.map(({ words }) => words)];
  return {
    local,
    brought,
    leftOut: [...new Set(written)].sort((a, b) => order.prompt.indexOf(a) - order.prompt.indexOf(b)),
  };
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
