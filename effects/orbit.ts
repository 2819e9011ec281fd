import type { Effect } from '../src/core/effect.ts';
import { cameraMoves, settle } from './moves.ts';

/** The camera walks around the subject, which stays where it is. */
export const orbit = {
  name: 'orbit',
  version: 1,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The camera orbits slowly around the subject, which stays in the middle; natural parallax behind it.',
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
  models: [],
  local: (order) => settle(order, { moves: cameraMoves['orbit-right'], depth: 1, drift: 0.15 }),
} as const satisfies Effect;
