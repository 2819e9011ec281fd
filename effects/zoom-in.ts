import type { Effect } from '../src/core/effect.ts';
import { cameraMoves, settle } from './moves.ts';

/** The camera comes closer to the subject. */
export const zoomIn = {
  name: 'zoom-in',
  version: 1,
  needs: { photos: 1 },
  defaults: { seconds: 4, motion: 'medium' },
  prompt: 'The camera slowly pushes in on the subject, smooth and steady; the scene itself holds still.',
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
  models: [],
  local: (order) => settle(order, { moves: cameraMoves['zoom-in'], depth: 0.5, drift: 0.15 }),
} as const satisfies Effect;
