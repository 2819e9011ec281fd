import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { together } from './remote-recipes.ts';

/**
 * Two people lean in until one turns and kisses the other on the cheek: cut out of two photos over a softly lit background.
 * In one photo, which is bent for it, their heads come together.
 */
export const kiss = {
  name: 'kiss',
  version: 14,
  group: 'pair',
  favourite: true,
  needs: { photos: 2, fewest: 1, face: true },
  people: 'kiss',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The two people lean in and kiss gently; warm soft light; the camera pushes in slowly.',
  negative: 'changing identity, extra people, extra limbs, nudity, flicker, text',
  models: together('they lean in and kiss gently'),
  local: (order) => ({
    ...recipeWith(order, {
      moves: [{ kind: 'zoom', amount: 0.06 }],
      depth: 0,
      drift: 0.15,
      pair: 'kiss',
      room: 0.5,
    }),
    restoration: { denoise: 0, contrast: 0, tone: 'none', repair: order.repair ?? 'gentle' },
  }),
} as const satisfies Effect;
