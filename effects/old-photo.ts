import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/**
 * An old photo comes subtly alive: the person breathes, blinks and turns their head a little, and flaws are softened.
 */
export const oldPhoto = {
  name: 'old-photo',
  version: 17,
  group: 'living',
  favourite: true,
  needs: { photos: 1 },
  people: 'move',
  defaults: { seconds: 4, motion: 'low' },
  prompt:
    'The person in the old photo comes gently alive: breathes, blinks, tilts the head slightly. The camera is fixed.',
  negative:
    'talking, open mouth, camera movement, morphing, changing identity, modern clothes, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'can fix its camera, and moves faces little'),
    inWords('kling-2.1', 'keeps a likeness well'),
  ],
  local: (order) => ({
    ...recipeWith(order, {
      moves: [{ kind: 'zoom', amount: 0.025 }],
      depth: 0.35,
      drift: 0.1,
      flow: { kind: 'breath', amplitude: 0.014 },
      face: { turn: 2.1, blinks: 0.5, smile: order.motion === 'low' ? 0.7 : 1.1, talk: 0, wink: false },
      room: 0.5,
    }),
    restoration: { denoise: 0.4, contrast: 0.5, tone: order.tone, repair: order.repair ?? 'gentle' },
  }),
} as const satisfies Effect;
