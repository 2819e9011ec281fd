import type { Effect } from '../src/core/effect.ts';
import { cameraEffect, cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera moves up, or down if the order says so. */
export const tilt = {
  name: 'tilt',
  version: 8,
  ...cameraEffect,
  prompt: 'The camera rises smoothly along the scene, with natural parallax; nothing else moves.',
  models: [
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
    inWords('seedance-1-pro-fast', 'a smooth rise, and cheap'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['tilt-up'], depth: 0.6, drift: 0.15 }),
} as const satisfies Effect;
