import type { Warning } from './engine.ts';
import type { Json } from './json.ts';
import type { Order } from './order.ts';
import type { PostStep } from './post-steps.ts';

/** The parts of an order that determine the clip, without who requested it, where, and for whom. */
export type RecipeOrder = Omit<
  Order,
  | 'owner'
  | 'community'
  | 'address'
  | 'visibility'
  | 'parent'
  | 'takes'
  | 'variants'
  | 'compare'
  | 'names'
  | 'numbers'
  | 'refused'
  | 'draft'
>;

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

export const recipeOrder = ({
  owner: _owner,
  community: _community,
  address: _address,
  visibility: _visibility,
  parent: _parent,
  takes: _takes,
  variants: _variants,
  compare: _compare,
  names: _names,
  numbers: _numbers,
  refused: _refused,
  draft: _draft,
  ...order
}: Order): RecipeOrder => order;
