import type { Warning } from './engine.ts';
import type { Json } from './json.ts';
import type { Order } from './order.ts';
import type { Visibility } from './permission.ts';
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

/** A finished clip: its files and the details shown to people. */
export type Clip = {
  readonly id: string;
  readonly job: string;
  readonly owner: string;
  readonly community: string | null;
  readonly visibility: Visibility;
  /** When it became visible to its current audience. */
  readonly shownAt: Date;
  /** The key of its unlisted link and when that expires. Null without one. */
  readonly linkKey: string | null;
  readonly linkUntil: Date | null;
  /** When moderators hid it. Its owner can't show it again until they undo that. */
  readonly hiddenAt: Date | null;
  readonly recipe: Recipe;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  readonly bytes: number;
  /** Storage keys of the MP4 and its JPEG thumbnail. */
  readonly file: string;
  readonly thumbnail: string;
  readonly licence: string;
  readonly mark: 'animated-locally' | 'ai-generated';
  /** Render time in seconds, from the start of the attempt to the finished file. */
  readonly took: number;
  /** How stable and true to the photo it is, 0 to 1. Null if it couldn't be measured. */
  readonly score: number | null;
  readonly createdAt: Date;
};

/** Filters a person's clips. Null matches all. */
export type ClipFilter = {
  readonly effect: string | null;
  readonly visibility: Visibility | null;
  /** Words in the prompt. */
  readonly words: string | null;
};

export const everyClip: ClipFilter = { effect: null, visibility: null, words: null };

type SpoilerReasons = { readonly spoiler: boolean; readonly adult: boolean };
type Place = Pick<SpoilerReasons, 'spoiler'> & { readonly adult: boolean | null };

/** Whether what an order makes needs a spoiler in a channel: from age-restricted channels, it does everywhere else. */
export const orderNeedsSpoiler = (order: SpoilerReasons, channel: Place): boolean =>
  channel.spoiler || order.spoiler || (order.adult && !channel.adult);

/** Whether a clip needs a spoiler in a channel. */
export const needsSpoiler = ({ recipe }: Pick<Clip, 'recipe'>, channel: Place): boolean =>
  orderNeedsSpoiler(recipe.order, channel);

/** Whether a clip needs a spoiler where anyone can see it, such as on the web. */
export const needsSpoilerInPublic = (clip: Pick<Clip, 'recipe'>): boolean =>
  needsSpoiler(clip, { spoiler: false, adult: false });
