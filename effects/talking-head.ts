import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** A person talks: to the sound if there is one, otherwise gently. */
export const talkingHead = {
  name: 'talking-head',
  version: 13,
  group: 'living',
  needs: { photos: 1, face: true },
  people: 'speak',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The person speaks naturally to the camera with small nods, blinks and breaths; the camera is fixed.',
  negative: 'camera movement, morphing, changing identity, exaggerated mouth, flicker, text',
  models: [
    inWords('hailuo-3', 'natural faces, and the seconds that were asked for'),
    inWords('hailuo-2.3-fast', 'natural faces and small gestures'),
    inWords('kling-2.6', 'keeps mouths in shape'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [],
      depth: 0.3,
      drift: 0.12,
      flow: { kind: 'breath', amplitude: 0.006 },
      face: { turn: 0.9, blinks: 0.4, smile: 0, talk: 1, wink: false },
      room: 0.7,
    }),
} as const satisfies Effect;
