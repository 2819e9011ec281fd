import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** A clip that begins with one photo and ends with the other. */
const together = {
  prompt:
    'The first person turns, and the second person comes into view; they lean in and kiss gently; then the view settles on the second person; warm soft light.',
  preset: null,
  photos: 2,
} as const;

/** Two portraits lean in until they touch, on one softly lit page. */
export const kiss = {
  name: 'kiss',
  version: 1,
  needs: { photos: 2, fewest: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The two people lean in and kiss gently; warm soft light; the camera pushes in slowly.',
  negative: 'changing identity, extra people, extra limbs, nudity, flicker, text',
  models: [
    {
      ...together,
      model: 'kling-2.5-turbo-pro',
      reason: 'leads from one photo to the other with whole faces',
    },
    { ...together, model: 'seedance-1-pro', reason: 'leads from one photo to the other, and takes a seed' },
    { ...together, model: 'wan-2.2-fast', reason: 'takes both photos, and is the cheapest' },
  ],
  local: (order) =>
    settle(order, {
      moves: [{ kind: 'zoom', amount: 0.06 }],
      depth: 0,
      drift: 0.25,
      layout: { kind: 'portraits', lean: 0.12, overlap: 0.06, warmth: 0.7 },
      room: 0.5,
    }),
} as const satisfies Effect;
