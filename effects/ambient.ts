import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Water flows, clouds pass, smoke rises and leaves sway in a seamless loop; everything else holds still. */
export const ambient = {
  name: 'ambient',
  version: 13,
  group: 'living',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Water, wind, leaves, hair and smoke move softly and naturally; people hold still; the camera is fixed.',
  negative: 'camera movement, morphing, warped faces, changing identity, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'can fix its camera while things drift'),
    inWords('wan-2.2-fast', 'the cheapest'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0.3,
      drift: 0,
      loop: true,
      flow: { kind: 'ambient', amplitude: 0.032 },
    }),
} as const satisfies Effect;
