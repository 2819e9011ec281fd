import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The subject melts down like warm wax and leaves a puddle. */
export const melt = {
  name: 'melt',
  version: 13,
  group: 'fun',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The subject slowly melts and drips down like warm wax, smooth and surreal.',
  negative: 'gore, blood, flicker, text',
  models: [
    inWords('hailuo-3', 'soft things, and the seconds that were asked for'),
    inWords('hailuo-2.3-fast', 'good with soft and flowing things'),
    inWords('kling-2.5-turbo-pro', 'keeps the picture’s texture while it melts'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0,
      drift: 0.1,
      cutout: 'melt',
    }),
} as const satisfies Effect;
