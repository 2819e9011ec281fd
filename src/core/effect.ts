import type { Motion, Order } from './order.ts';
import type { LocalRecipe, RemoteRecipe } from './shot.ts';

/** Groups of effects in selection menus, in this order. */
export const effectGroups = ['camera', 'living', 'fun', 'pair', 'weather'] as const;
export type EffectGroup = (typeof effectGroups)[number];

/** Something a photo can be turned into. Pure: the same order always gives the same recipe. */
export type Effect = {
  readonly name: string;
  /** Increased whenever the same order would give a different clip. */
  readonly version: number;
  readonly group: EffectGroup;
  /** It is among the first that people are offered. */
  readonly favourite?: true;
  /** It only moves the photo's own pixels, which the local engine does best. */
  readonly keepsPixels?: true;
  /**
   * `fewest` photos are enough if they show everyone the effect is about. Without a `face` it isn't visible.
   */
  readonly needs: { readonly photos: 1 | 2; readonly fewest?: 1; readonly face?: true };
  /** What it shows people in the photo doing. Determines the consent asked for before rendering. */
  readonly people: 'kiss' | 'hug' | 'speak' | 'move' | 'none';
  readonly defaults: { readonly seconds: number; readonly motion: Motion };
  /** The prompt for remote models, in addition to the person's own words. */
  readonly prompt: string;
  readonly negative: string;
  /** Remote models this effect prefers, best first; empty means any. */
  readonly models: readonly RemoteRecipe[];
  local(order: Order): LocalRecipe;
};

/** What a joined clip has for an effect. Nothing is rendered for it, and nobody is offered it. */
export const joinedEffect: Effect = {
  name: 'joined',
  version: 1,
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'low' },
  prompt: '',
  negative: '',
  models: [],
  local: () => ({
    ...{ moves: [], depth: 0, drift: 0, flow: null, face: null, loop: false, beat: null, light: null },
    ...{ look: null, overlays: [], cutout: null, pair: null, restoration: null },
  }),
};
