import type { Effect } from '../src/core/effect.ts';
import { cameraMoves, recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The camera circles the subject, which stays in place. */
export const orbit = {
  name: 'orbit',
  version: 9,
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The camera orbits slowly around the subject, which stays in the middle; natural parallax behind it.',
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
  models: [
    inWords('luma-ray-3.2', 'sharper than Ray 2, for less'),
    inWords('kling-2.5-turbo-pro', 'keeps the subject whole on the way round'),
  ],
  local: (order) => recipeWith(order, { moves: cameraMoves['orbit-right'], depth: 1, drift: 0.15 }),
} as const satisfies Effect;
