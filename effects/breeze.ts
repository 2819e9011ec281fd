import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** A breeze moves hair, cloth and leaves; faces hold still. */
export const breeze = {
  name: 'breeze',
  version: 7,
  group: 'living',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'A gentle breeze plays in hair, cloth and leaves; people hold still; the camera is fixed.',
  negative: 'camera movement, morphing, warped faces, changing identity, storm, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'can fix its camera while things sway'),
    inWords('wan-2.2-fast', 'the cheapest'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0.25,
      drift: 0,
      loop: true,
      flow: { kind: 'breeze', amplitude: 0.0165 },
    }),
} as const satisfies Effect;
