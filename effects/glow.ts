import type { Effect } from '../src/core/effect.ts';
import { inWeather } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Specks of warm light float through the scene. */
export const glow = {
  name: 'glow',
  version: 7,
  group: 'weather',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Motes of golden light float dreamily through the scene, soft warm glow; people hold still; the camera sways slightly.',
  negative: 'morphing, warped faces, changing identity, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'soft light that keeps faces'),
    inWords('wan-2.2-fast', 'the cheapest'),
  ],
  local: (order) => inWeather(order, 'glow'),
} as const satisfies Effect;
