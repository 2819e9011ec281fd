import type { Effect } from '../src/core/effect.ts';
import { inWeather } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Glowing sparks rise through the scene, as from a fire at night. */
export const embers = {
  name: 'embers',
  version: 7,
  group: 'weather',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Glowing embers and sparks rise through the scene in warm firelight; people hold still; the camera sways slightly.',
  negative: 'burning people, smoke covering faces, morphing, changing identity, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'sparks that rise and fade'),
    inWords('wan-2.2-fast', 'the cheapest'),
  ],
  local: (order) => inWeather(order, 'embers'),
} as const satisfies Effect;
