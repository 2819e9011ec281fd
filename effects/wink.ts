import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** Everyone winks once, with a hint of a smile. */
export const wink = {
  name: 'wink',
  version: 14,
  group: 'living',
  people: 'move',
  needs: { photos: 1, face: true },
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The person looks at the camera, winks once with one eye and smiles a little; the camera is fixed.',
  negative:
    'talking, open mouth, both eyes closed, camera movement, morphing, changing identity, flicker, text',
  models: [
    inWords('hailuo-3', 'natural faces, and the seconds that were asked for'),
    inWords('hailuo-2.3-fast', 'natural faces and small gestures'),
    inWords('kling-2.5-turbo-pro', 'keeps a likeness while it moves'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [{ kind: 'zoom', amount: 0.02 }],
      depth: 0.3,
      drift: 0.1,
      flow: { kind: 'breath', amplitude: 0.006 },
      face: { turn: 0.7, blinks: 0, smile: 0.5, talk: 0, wink: true },
      room: 0.7,
    }),
} as const satisfies Effect;
