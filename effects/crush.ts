import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** Squeezed in the middle as by a hand, and springs back. */
export const crush = {
  name: 'crush',
  version: 1,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The subject is squeezed in the middle as by a giant invisible hand, soft like rubber, then springs back into shape; the camera is fixed.',
  negative: 'gore, blood, broken bones, flicker, text',
  models: [],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.15,
      drift: 0.1,
      flow: { kind: 'crush', amplitude: 0.075 },
      room: 0.4,
    }),
} as const satisfies Effect;
