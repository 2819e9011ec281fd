import type { Effect } from '../src/core/effect.ts';
import { cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera zooms in on the subject. */
export const zoomIn = {
  name: 'zoom-in',
  version: 7,
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The camera slowly pushes in on the subject, smooth and steady; the scene itself holds still.',
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
  models: [
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
    inWords('seedance-1-pro-fast', 'a steady push, and cheap'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['zoom-in'], depth: 0.5, drift: 0.15 }),
} as const satisfies Effect;
