import type { Effect } from '../src/core/effect.ts';
import { cameraEffect, cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera zooms in on the subject. */
export const zoomIn = {
  name: 'zoom-in',
  version: 8,
  ...cameraEffect,
  prompt: 'The camera slowly pushes in on the subject, smooth and steady; the scene itself holds still.',
  models: [
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
    inWords('seedance-1-pro-fast', 'a steady push, and cheap'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['zoom-in'], depth: 0.5, drift: 0.15 }),
} as const satisfies Effect;
