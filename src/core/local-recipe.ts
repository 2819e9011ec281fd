import type { Effect } from './effect.ts';
import type { Order } from './order.ts';
import type { LocalRecipe } from './shot.ts';
import { type Named, understand } from './words/understand.ts';

/** An effect's recipe with what the order's words add to it, and the wishes it leaves out, as they were written. */
export type CombinedRecipe = {
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
