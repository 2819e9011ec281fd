import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** Everything runs down like warm wax. */
export const melt = {
  name: 'melt',
  version: 1,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'Everything in the picture slowly melts and drips down like warm wax, smooth and surreal.',
  negative: 'gore, blood, flicker, text',
  models: [],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.2,
      drift: 0.1,
      flow: { kind: 'melt', amplitude: 0.15 },
      room: 0.15,
    }),
} as const satisfies Effect;
