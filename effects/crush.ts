import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The subject is squashed from above, slim things are squeezed in the middle, as if by a hand, and spring back. */
export const crush = {
  name: 'crush',
  version: 11,
  group: 'fun',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The subject is squeezed in the middle as by a giant invisible hand, soft like rubber, then springs back into shape; the camera is fixed.',
  negative: 'gore, blood, broken bones, flicker, text',
  models: [
    {
      model: 'wan-2.1-i2v-480p',
      prompt:
        'The subject is held in a giant hand, which presses on it, causing a sq41sh squish effect; soft like rubber, it springs back into shape; the camera is fixed.',
      preset: 'squish',
      reason: 'trained for squeezing things',
    },
    inWords('hailuo-2.3-fast', 'good with soft things'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0,
      drift: 0.1,
      cutout: 'crush',
    }),
} as const satisfies Effect;
