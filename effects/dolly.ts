import type { Effect } from '../src/core/effect.ts';
import { cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera moves into the scene: near objects grow faster than far ones. */
export const dolly = {
  name: 'dolly',
  version: 7,
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The camera dollies forward into the scene, near things growing faster than far ones.',
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'a steady move through depth'),
    inWords('hailuo-2.3-fast', 'knows camera moves by name'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['dolly-in'], depth: 1, drift: 0.15 }),
} as const satisfies Effect;
