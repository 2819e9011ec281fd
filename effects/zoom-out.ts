import type { Effect } from '../src/core/effect.ts';
import { cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera zooms out and shows more. */
export const zoomOut = {
  name: 'zoom-out',
  version: 7,
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The camera slowly pulls back from the subject, smooth and steady; the scene itself holds still.',
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
  models: [
    inWords('wan-3', 'any number of seconds, a seed, and what to avoid'),
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
    inWords('kling-2.5-turbo-pro', 'makes up what comes into view most plausibly'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['zoom-out'], depth: 0.5, drift: 0.15 }),
} as const satisfies Effect;
