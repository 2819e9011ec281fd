import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The photo as a hand-drawn anime frame: ink lines, flat colors, clean faces, with a slow push-in and a breeze in hair and cloth. */
export const anime = {
  name: 'anime',
  version: 7,
  group: 'fun',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The scene as a hand-painted anime film: flat clean colours, soft outlines, painted background; the camera pushes in slowly.',
  negative: 'photorealistic, changing identity, extra limbs, flicker, text',
  models: [
    {
      model: 'pixverse-5',
      prompt: null,
      preset: 'ghibli',
      reason: 'paints the photo anew in a hand-drawn look',
    },
    {
      model: 'pixverse-4.5',
      prompt: null,
      preset: 'anime',
      reason: 'an anime look with any camera move',
    },
    inWords('kling-2.5-turbo-pro', 'follows a style told in words'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [
        { kind: 'zoom', amount: 0.07 },
        { kind: 'sway', amount: 0.6 },
      ],
      depth: 0.7,
      drift: 0.1,
      flow: { kind: 'breeze', amplitude: 0.02 },
      look: { kind: 'painted', strength: 1 },
    }),
} as const satisfies Effect;
