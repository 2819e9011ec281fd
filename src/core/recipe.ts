import type { Warning } from './engine.ts';
import type { Json } from './json.ts';
import type { Order } from './order.ts';
import type { PostStep } from './post-steps.ts';

const aboutRequest = [
  ...(['owner', 'community', 'address', 'visibility', 'parent', 'takes'] as const),
  ...(['variants', 'compare', 'names', 'numbers', 'refused', 'draft'] as const),
] as const;

/** The parts of an order that determine the clip, without who requested it, where, and for whom. */
export type RecipeOrder = Omit<Order, (typeof aboutRequest)[number]>;

/** Everything needed to make the same clip again: the order and what actually ran. */
export type Recipe = {
  readonly order: RecipeOrder;
  readonly effectVersion: number;
  readonly engine: string;
  readonly model: string;
  readonly input: Json;
  /** The post-processing steps that were applied, in order. */
  readonly post: readonly PostStep[];
  readonly warnings: readonly Warning[];
};

/** The part of an order that a recipe keeps. */
export const recipeOrder = (order: Order): RecipeOrder => {
  const without: readonly string[] = aboutRequest;
  return Object.fromEntries(Object.entries(order).filter(([name]) => !without.includes(name))) as RecipeOrder;
};
