import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';
import { inWords } from './remote.ts';

/** Everything runs down like warm wax. */
export const melt = {
  name: 'melt',
  version: 1,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'Everything in the picture slowly melts and drips down like warm wax, smooth and surreal.',
  negative: 'gore, blood, flicker, text',
  models: [
    inWords('hailuo-2.3-fast', 'good with soft and flowing things'),
    inWords('kling-2.5-turbo-pro', 'keeps the picture’s texture while it melts'),
  ],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.2,
      drift: 0.1,
      flow: { kind: 'melt', amplitude: 0.15 },
      room: 0.15,
    }),
} as const satisfies Effect;
