import type { Effect } from '../src/core/effect.ts';
import { cameraEffect, cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera moves into the scene: near objects grow faster than far ones. */
export const dolly = {
  name: 'dolly',
  version: 8,
  ...cameraEffect,
  prompt: 'The camera dollies forward into the scene, near things growing faster than far ones.',
  models: [
    inWords('seedance-1-pro-fast', 'a steady move through depth'),
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['dolly-in'], depth: 1, drift: 0.15 }),
} as const satisfies Effect;
