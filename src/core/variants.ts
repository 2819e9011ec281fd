import type { Action } from './action.ts';
import type { Clip } from './clip.ts';
import { Failure, type FailureKind } from './failure.ts';
import type { Order, Ratio, Variant } from './order.ts';
import type { PostStep } from './post-steps.ts';

/** All takes of one order, with other seeds. */
export const otherSeeds = 'takes';

/** Options that ask for more than one clip. */
export type RequestedTakes = {
  readonly takes: number | null;
  readonly ratio: readonly Ratio[] | null;
  /** Effects and models besides the order's own, or `takes`. */
  readonly compare: readonly string[] | null;
};

const defaultSeeds = 3;

const differing = (variants: readonly Variant[]): Pick<Order, 'takes' | 'variants'> => ({
  takes: variants.length,
  variants,
});

/**
 * The takes that options ask for. `variantOf` gives what an effect or a model changes, null if that is nothing. Throws
 * `Failure` `takes_and_variants` if they ask for takes of two kinds, `compare_same` if there is nothing to compare with.
 */
export const requestedTakes = (
  { takes, ratio, compare }: RequestedTakes,
  variantOf: (name: string) => Variant | null,
): Pick<Order, 'takes' | 'variants' | 'compare'> => {
  const seeds = compare?.includes(otherSeeds) === true;
  const others = (compare ?? []).flatMap((name) => (name === otherSeeds ? [] : (variantOf(name) ?? [])));
  const [same] = compare ?? [];
  if (same !== undefined && !seeds && others.length === 0) throw new Failure('compare_same', { value: same });
  const shapes = ratio !== null && ratio.length > 1 ? ratio : [];
  const kinds = [seeds || (takes ?? 1) > 1, others.length > 0, shapes.length > 0];
  if (kinds.filter((used) => used).length > 1) throw new Failure('takes_and_variants');
  if (shapes.length > 0) return differing(shapes.map((one) => ({ ratio: one })));
  if (others.length > 0) return { ...differing([{}, ...others]), compare: true };
  if (seeds) return { takes: Math.max(2, takes ?? defaultSeeds), compare: true };
  return { takes: takes ?? 1 };
};

/** Whether the takes of an order differ in more than their seed, and in their effect. */
export const variety = ({ effect, variants }: Pick<Order, 'effect' | 'variants'>) => ({
  variants: variants !== undefined,
  effects: variants?.some((variant) => (variant.effect ?? effect) !== effect) === true,
});

/** What a clip that shows others side by side shows; null for any other clip. */
export const sideBySideIn = ({ recipe }: Pick<Clip, 'recipe'>) =>
  recipe.post.find((step): step is PostStep & { kind: 'beside' } => step.kind === 'beside') ?? null;

/** Whether a clip shows another one beside others. */
export const isSideBySide = (clip: Pick<Clip, 'recipe'>, other: string): boolean =>
  sideBySideIn(clip)?.clips.includes(other) === true;

/** A button for each clip that is compared, with how many people chose it. */
export const voteActions = (
  clips: readonly string[],
  counts: ReadonlyMap<string, number> = new Map(),
): readonly Action[] =>
  clips.map((id) => {
    const votes = counts.get(id);
    return { command: 'vote', id, ...(votes !== undefined && { argument: String(votes) }) };
  });

/** What makes a clip different from those it is compared with: its effect or model, else its seed. */
export type Compared = {
  readonly number: number;
  readonly effect: string | null;
  readonly model: string | null;
  readonly seed: number;
};

/** What each of several clips is called beside the others. */
export const comparedIn = (clips: readonly Pick<Clip, 'recipe'>[]): Compared[] => {
  const effects = new Set(clips.map(({ recipe }) => recipe.order.effect));
  const models = new Set(clips.map(({ recipe }) => recipe.model));
  return clips.map(({ recipe }, index) => ({
    number: index + 1,
    effect: effects.size > 1 ? recipe.order.effect : null,
    model: models.size > 1 ? recipe.model : null,
    seed: recipe.order.seed,
  }));
};

/** Commands that use a clip's order for something new. `animate` does with `like`. */
const remaking: ReadonlySet<string> = new Set([
  ...['animate', 'reroll', 'remix', 'edit', 'extend', 'refine', 'motion', 'preset'],
]);

/** Why a command can't be used on a clip that shows others side by side or joined; null if it can. */
export const notRemade = (command: string, clip: Pick<Clip, 'recipe'>): FailureKind | null => {
  if (!remaking.has(command)) return null;
  if (sideBySideIn(clip) !== null) return 'side_by_side';
  // Of a joined clip only the finishing can be changed, since nothing was rendered for it.
  return clip.recipe.order.joined !== undefined && command !== 'edit' ? 'not_rerendered' : null;
};

/** Throws `Failure` `side_by_side` or `not_rerendered`. */
export const requireRemade = (command: string, clip: Pick<Clip, 'recipe'>): void => {
  const kind = notRemade(command, clip);
  if (kind !== null) throw new Failure(kind);
};
