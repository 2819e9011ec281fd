import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** A breeze plays in hair, cloth and leaves; faces keep still. */
export const breeze = {
  name: 'breeze',
  version: 1,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'A gentle breeze plays in hair, cloth and leaves; people hold still and the camera is fixed.',
  negative: 'camera movement, morphing, warped faces, changing identity, storm, flicker, text',
  models: [],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.25,
      drift: 0,
      loop: true,
      flow: { kind: 'breeze', amplitude: 0.02 },
    }),
} as const satisfies Effect;
