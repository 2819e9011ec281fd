import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** Two portraits come together, one over the other, on one warmly lit page. */
export const hug = {
  name: 'hug',
  version: 1,
  needs: { photos: 2, fewest: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The person from the first photo and the person from the second hug warmly; soft warm light, the camera pushes in slowly.',
  negative: 'changing identity, extra people, extra limbs, nudity, flicker, text',
  models: [],
  local: (order) =>
    settle(order, {
      moves: [{ kind: 'zoom', amount: 0.05 }],
      depth: 0,
      drift: 0.25,
      layout: { kind: 'portraits', lean: 0.07, overlap: 0.17, warmth: 1 },
      room: 0.5,
    }),
} as const satisfies Effect;
