import type { Warning } from '../../../src/core/engine.ts';
import { asFailure, type Failure } from '../../../src/core/failure.ts';
import type { Shot } from '../../../src/core/shot.ts';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import { createPlanning } from '../../../src/engines/replicate/planning.ts';

const wide = { width: 1920, height: 1080 };

export const onePhoto = [wide];
export const twoPhotos = [wide, { width: 800, height: 800 }];

export const shotOf = (changes: Partial<Shot>): Shot => ({
  effect: 'parallax',
  version: 1,
  prompt: 'A cat blinks.',
  negative: 'flicker',
  motion: 'medium',
  camera: null,
  seed: 42,
  seconds: 5,
  fps: 24,
  ratio: 'photo',
  resolution: '720p',
  photos: onePhoto,
  local: {
    moves: [],
    depth: 0,
    drift: 0,
    flow: null,
    face: null,
    loop: false,
    beat: null,
    light: null,
    look: null,
    overlays: [],
    cutout: null,
    pair: null,
    restoration: null,
  },
  models: [],
  words: '',
  leftOut: [],
  ...changes,
});

/** A planning on the whole catalogue at its own prices. */
export const planning = createPlanning({ models: catalogue, disabled: new Set(), prices: {} });

export const kindsOf = (warnings: readonly Warning[]): string => warnings.map(({ kind }) => kind).join(' ');

export const thrownBy = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    return asFailure(error);
  }
  throw new Error('nothing was refused');
};
