import type { Effect } from '../src/core/effect.ts';
import { inWeather } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Snow falls through the scene, behind and in front of the subject. */
export const snow = {
  name: 'snow',
  version: 8,
  group: 'weather',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Soft snow falls through the scene, behind and in front of everything; people hold still; the camera sways slightly.',
  negative: 'blizzard, morphing, warped faces, changing identity, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'snow that falls at its own pace'),
    inWords('wan-2.2-fast', 'the cheapest'),
  ],
  local: (order) => inWeather(order, 'snow'),
} as const satisfies Effect;
