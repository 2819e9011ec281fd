import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';
import { inWords } from './remote.ts';

/** Motes of warm light float through the scene. */
export const glow = {
  name: 'glow',
  version: 2,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Motes of golden light float dreamily through the scene, soft warm glow; people hold still; the camera sways slightly.',
  negative: 'morphing, warped faces, changing identity, flicker, text',
  models: [
    inWords('seedance-1-pro-fast', 'soft light that keeps faces'),
    inWords('wan-2.2-fast', 'the cheapest'),
  ],
  local: (order) =>
    settle(order, {
      moves: [
        { kind: 'sway', amount: 0.5 },
        { kind: 'zoom', amount: 0.02 },
      ],
      depth: 0.6,
      drift: 0.15,
      overlays: [{ kind: 'glow', amount: 1 }],
    }),
} as const satisfies Effect;
