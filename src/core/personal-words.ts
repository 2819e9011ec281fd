import type { PlannedTake } from './engine.ts';
import type { Order } from './order.ts';
import { type PostStep, writtenIn } from './post-steps.ts';
import type { Recipe } from './recipe.ts';

const withoutTexts = (steps: readonly PostStep[]): readonly PostStep[] =>
  steps.filter((step) => writtenIn(step) === null);

/** An order without its owner's words: prompts, text in the picture, and what photos are called. */
export const withoutWords = <
  Words extends Pick<Order, 'prompt' | 'post' | 'names' | 'refused' | 'joined' | 'after'>,
>(
  order: Words,
): Words => ({
  ...order,
  ...(order.names && { names: {} }),
  ...(order.refused && { refused: [] }),
  ...(order.joined && { joined: { ...order.joined, parts: [] } }),
  ...(order.after && { after: { ...order.after, parts: [] } }),
  prompt: '',
  post: withoutTexts(order.post),
});

// This warning may quote the person's own words that the model couldn't honour.
const withoutQuotes = (warnings: Recipe['warnings']): Recipe['warnings'] =>
  warnings.filter(({ kind }) => kind !== 'prompt');

/** A recipe without its owner's words, which the model's input contains as well. */
export const recipeWithoutWords = (recipe: Recipe): Recipe => ({
  ...recipe,
  order: withoutWords(recipe.order),
  input: null,
  post: withoutTexts(recipe.post),
  warnings: withoutQuotes(recipe.warnings),
});

/** A planned take without the model's input. */
export const planWithoutWords = (plan: PlannedTake): PlannedTake => ({
  ...plan,
  input: null,
  warnings: withoutQuotes(plan.warnings),
});
