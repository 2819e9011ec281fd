import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The subject swells like a balloon and starts to float. */
export const inflate = {
  name: 'inflate',
  version: 13,
  group: 'fun',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The subject swells up like a balloon, round and light, and gently starts to float; the background stays put.',
  negative: 'gore, bursting, flicker, text',
  models: [
    {
      model: 'wan-2.1-i2v-480p',
      prompt:
        'The subject is in the middle of the picture; then infl4t3 inflates it, round and light like a balloon; the background stays put.',
      preset: 'inflate',
      reason: 'trained for inflating things',
    },
    inWords('hailuo-2.3-fast', 'good with soft things'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0,
      drift: 0.1,
      cutout: 'inflate',
    }),
} as const satisfies Effect;
