import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';

/** Swells like a balloon and starts to float. */
export const inflate = {
  name: 'inflate',
  version: 1,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The subject swells up like a balloon, round and light, and gently starts to float; the background stays put.',
  negative: 'gore, bursting, flicker, text',
  models: [],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.2,
      drift: 0.1,
      flow: { kind: 'inflate', amplitude: 0.06 },
      room: 0.4,
    }),
} as const satisfies Effect;
