import type { Effect } from '../src/core/effect.ts';
import { cameraEffect, cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera moves to the right, or to the left if the order says so. */
export const pan = {
  name: 'pan',
  version: 8,
  ...cameraEffect,
  prompt: 'The camera travels smoothly sideways past the scene, with natural parallax; nothing else moves.',
  models: [
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
    inWords('seedance-1-pro-fast', 'a smooth glide, and cheap'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['pan-right'], depth: 0.6, drift: 0.15 }),
} as const satisfies Effect;
