import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** Water, smoke, clouds and leaves drift around a subject at rest, on and on without a seam. */
export const ambient = {
  name: 'ambient',
  version: 2,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'Water, wind, leaves, hair and smoke move softly and naturally; the camera is fixed and people hold still.',
  negative: 'camera movement, morphing, warped faces, changing identity, flicker, text',
  models: [],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.3,
      drift: 0,
      loop: true,
      flow: { kind: 'ambient', amplitude: 0.018 },
    }),
} as const satisfies Effect;
