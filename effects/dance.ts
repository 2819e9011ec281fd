import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Everyone dances in front of their background, to the beat of the given sound or at 120 beats per minute. */
export const dance = {
  name: 'dance',
  version: 15,
  group: 'fun',
  favourite: true,
  needs: { photos: 1 },
  people: 'move',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The subject dances happily on the spot, bouncing and swaying on the beat; the background stays put.',
  negative: 'morphing, warped faces, changing identity, extra limbs, flicker, text',
  models: [
    inWords('hailuo-3', 'moves whole bodies, for any number of seconds'),
    inWords('hailuo-2.3-fast', 'moves whole bodies best'),
    {
      model: 'pixverse-5',
      prompt: 'The person dances to the music.',
      preset: 'fever-dance',
      reason: 'a ready-made dance for one person',
    },
    inWords('kling-2.6', 'keeps limbs in order'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0,
      drift: 0.1,
      cutout: 'dance',
      beat: order.beat ?? { tempo: 120, first: 0 },
      room: 0.7,
    }),
} as const satisfies Effect;
