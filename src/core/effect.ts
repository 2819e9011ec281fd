import type { Motion, Order } from './order.ts';
import type { LocalRecipe, RemoteRecipe } from './shot.ts';

/** How effects are sorted where people choose one, in this order. */
export const effectGroups = ['camera', 'living', 'fun', 'pair', 'weather'] as const;
export type EffectGroup = (typeof effectGroups)[number];

/** What a photo can become. Pure: the same order always gives the same recipe. */
export type Effect = {
  readonly name: string;
  /** Raised whenever the same order would give a different clip. */
  readonly version: number;
  readonly group: EffectGroup;
  /** It only moves the photo's own pixels, which this machine does best. */
  readonly keepsPixels?: true;
  /** `fewest` photos will do where they show everybody the effect is about. Nothing of it is seen without a `face`. */
  readonly needs: { readonly photos: 1 | 2; readonly fewest?: 1; readonly face?: true };
  /** What it has the people in the photo do, which decides what is asked before it is made. */
  readonly people: 'kiss' | 'hug' | 'speak' | 'move' | 'none';
  readonly defaults: { readonly seconds: number; readonly motion: Motion };
  /** What remote models are told besides the person's own words. */
  readonly prompt: string;
  readonly negative: string;
  /** Remote models this effect prefers, best first; empty means any. */
  readonly models: readonly RemoteRecipe[];
  local(order: Order): LocalRecipe;
};
