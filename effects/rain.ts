import type { Effect } from '../src/core/effect.ts';
import { inWeather } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Rain falls through the scene, and the light turns gray. */
export const rain = {
  name: 'rain',
  version: 7,
  group: 'weather',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Steady rain falls through the scene, grey soft light; people hold still; the camera sways slightly.',
  negative: 'flood, morphing, warped faces, changing identity, flicker, text',
  models: [inWords('seedance-1-pro-fast', 'rain that stays rain'), inWords('wan-2.2-fast', 'the cheapest')],
  local: (order) => inWeather(order, 'rain'),
} as const satisfies Effect;
