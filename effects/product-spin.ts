import type { Effect } from '../src/core/effect.ts';
import { recipeWith } from './moves.ts';
import { inWords } from './remote-recipes.ts';

/** The product turns to both sides while a light sweeps over it; the camera moves around what can't be cut out. */
export const productSpin = {
  name: 'product-spin',
  version: 13,
  group: 'fun',
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  prompt:
    'The product turns slowly on a turntable under studio light, a soft highlight sweeping over it; background and label stay as they are.',
  negative: 'morphing, changed label, extra objects, hands, flicker, text',
  models: [
    inWords('wan-3', 'any number of seconds, a seed, and what to avoid'),
    inWords('seedance-1-pro-fast', 'keeps labels as they are'),
    {
      model: 'wan-2.1-i2v-480p',
      prompt: 'The product makes a r0t4tion 360 degrees rotation on the spot under studio light.',
      preset: 'rotate',
      reason: 'trained for a whole turn',
    },
    inWords('kling-2.5-turbo-pro', 'the sharpest product shots'),
  ],
  local: (order) =>
    recipeWith(order, {
      moves: [{ kind: 'orbit', amount: 2 }],
      depth: 0.9,
      drift: 0,
      flow: { kind: 'turn', amplitude: 0.03 },
      light: { kind: 'sweep', strength: 0.9 },
      cutout: 'turn',
      room: 0.7,
    }),
} as const satisfies Effect;
