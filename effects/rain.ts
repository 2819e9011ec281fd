import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';
import { inWords } from './remote.ts';

/** Rain falls through the scene, and its light turns grey. */
export const rain = {
  name: 'rain',
  version: 2,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Steady rain falls through the scene, grey soft light; people hold still; the camera sways slightly.',
  negative: 'flood, morphing, warped faces, changing identity, flicker, text',
  models: [inWords('seedance-1-pro-fast', 'rain that stays rain'), inWords('wan-2.2-fast', 'the cheapest')],
  local: (order) =>
    settle(order, {
      moves: [
        { kind: 'sway', amount: 0.5 },
        { kind: 'zoom', amount: 0.02 },
      ],
      depth: 0.6,
      drift: 0.15,
      overlays: [{ kind: 'rain', amount: 1 }],
    }),
} as const satisfies Effect;
