import type { PlannedTake } from './engine.ts';
import type { PostStep } from './post-steps.ts';
import type { Recipe, RecipeOrder } from './recipe.ts';

const withoutLabels = (steps: readonly PostStep[]): readonly PostStep[] =>
  steps.filter((step) => step.kind !== 'watermark' || step.mark.kind !== 'text');

/** An order without what its owner wrote: the prompt, and words laid over the clip. */
export const withoutWords = <Words extends Pick<RecipeOrder, 'prompt' | 'post'>>(order: Words): Words => ({
  ...order,
  prompt: '',
  post: withoutLabels(order.post),
});

// What was asked of a model and was not to be had may be told in somebody's own words.
const withoutQuotes = (warnings: Recipe['warnings']): Recipe['warnings'] =>
  warnings.filter(({ kind }) => kind !== 'prompt');

/** A recipe without its owner's words, which a model was told as well. */
export const recipeWithoutWords = (recipe: Recipe): Recipe => ({
  ...recipe,
  order: withoutWords(recipe.order),
  input: null,
  post: withoutLabels(recipe.post),
  warnings: withoutQuotes(recipe.warnings),
});

/** What was planned for a take, without what the model was told. */
export const planWithoutWords = (plan: PlannedTake): PlannedTake => ({
  ...plan,
  input: null,
  warnings: withoutQuotes(plan.warnings),
});
