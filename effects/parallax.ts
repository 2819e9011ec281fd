import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera sways a little, and near objects move more than far ones. */
export const parallax = {
  name: 'parallax',
  version: 8,
  group: 'camera',
  favourite: true,
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The camera drifts gently from side to side; the scene has real depth and everyone in it holds still.',
  negative: 'morphing, warped faces, changing identity, extra limbs, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'people hold still while the camera drifts'),
    inWords('kling-2.5-turbo-pro', 'the truest depth'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [
        { kind: 'sway', amount: 0.8 },
        { kind: 'zoom', amount: 0.03 },
      ],
      depth: 0.8,
      drift: 0.2,
    }),
} as const satisfies Effect;
