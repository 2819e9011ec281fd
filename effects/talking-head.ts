import type { Effect } from '../src/core/effect.ts';
import { settle } from './moves.ts';
import { inWords } from './remote.ts';

/** A person nods and breathes as in conversation; lips stay as they are. */
export const talkingHead = {
  name: 'talking-head',
  version: 1,
  needs: { photos: 1 },
  people: 'speak',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The person speaks naturally to the camera with small nods, blinks and breaths; the camera is fixed.',
  negative: 'camera movement, morphing, changing identity, exaggerated mouth, flicker, text',
  models: [
    inWords('hailuo-2.3-fast', 'natural faces and small gestures'),
    inWords('kling-2.6', 'keeps mouths in shape'),
  ],
  local: (order) =>
    settle(order, {
      moves: [],
      depth: 0.3,
      drift: 0.12,
      flow: { kind: 'talk', amplitude: 0.014 },
      room: 0.7,
    }),
} as const satisfies Effect;
