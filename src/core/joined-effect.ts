import type { Effect } from './effect.ts';

/** What a joined clip has for an effect. Nothing is rendered for it, and nobody is offered it. */
export const joinedEffect: Effect = {
  name: 'joined',
  version: 1,
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'low' },
  prompt: '',
  negative: '',
  models: [],
  local: () => ({
    ...{ moves: [], depth: 0, drift: 0, flow: null, face: null, loop: false, beat: null, light: null },
    ...{ look: null, overlays: [], cutout: null, pair: null, restoration: null },
  }),
};
