import type { Effect } from '../src/core/effect.ts';
import { cameraEffect, cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera zooms out and shows more. */
export const zoomOut = {
  name: 'zoom-out',
  version: 8,
  ...cameraEffect,
  prompt: 'The camera slowly pulls back from the subject, smooth and steady; the scene itself holds still.',
  models: [
    inWords('wan-3', 'any number of seconds, a seed, and what to avoid'),
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
    inWords('kling-2.5-turbo-pro', 'makes up what comes into view most plausibly'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['zoom-out'], depth: 0.5, drift: 0.15 }),
} as const satisfies Effect;
