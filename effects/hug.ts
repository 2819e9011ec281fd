import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { together } from './remote-recipes.ts';

/**
 * Two people lean together, cheek to cheek: cut out of two photos over a softly lit background, or within one photo, which
 * is bent for it.
 */
export const hug = {
  name: 'hug',
  version: 14,
  group: 'pair',
  favourite: true,
  needs: { photos: 2, fewest: 1, face: true },
  people: 'hug',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The two people hug warmly; soft warm light; the camera pushes in slowly.',
  negative: 'changing identity, extra people, extra limbs, nudity, flicker, text',
  models: together('they hug warmly'),
  local: (order) => ({
    ...recipeWith(order, {
      moves: [{ kind: 'zoom', amount: 0.05 }],
      depth: 0,
      drift: 0.15,
      pair: 'hug',
      room: 0.5,
    }),
    restoration: { denoise: 0, contrast: 0, tone: 'none', repair: order.repair ?? 'gentle' },
  }),
} as const satisfies Effect;
