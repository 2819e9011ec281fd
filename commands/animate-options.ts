import { fixes } from '../src/core/advice.ts';
import type { Options } from '../src/core/command.ts';
import { finishingOptions } from '../src/core/finishing-options.ts';
import {
  cameras,
  maskedParts,
  maxPhotos,
  maxReferences,
  motions,
  ratios,
  repairs,
  resolutions,
  secondsRange,
  seedLimit,
  severalRatios,
  takesRange,
  tones,
} from '../src/core/order.ts';
import { firstVisibilities } from '../src/core/permission.ts';
import { longestPresetName } from '../src/core/preset.ts';

/** What people can choose for a new clip. */
export const animateOptions = {
  photos: { type: 'photos', maximum: maxPhotos, required: true },
  effect: { type: 'choice', choices: 'effects' },
  prompt: { type: 'text', maximum: 500 },
  negative: { type: 'text', maximum: 300 },
  seed: { type: 'number', minimum: 0, maximum: seedLimit, whole: true },
  seconds: { type: 'number', ...secondsRange, whole: false, sign: '⏱' },
  ratio: { type: 'choice', choices: ratios, several: severalRatios, default: 'photo', sign: '📐' },
  camera: { type: 'choice', choices: cameras, or: 'camera-path' },
  motion: { type: 'choice', choices: motions, sign: '🌊' },
  compare: { type: 'choice', choices: 'comparable', several: { maximum: 4, sets: [] } },
  draft: { type: 'flag', default: false },
  takes: { type: 'number', ...takesRange, whole: true, default: 1 },
  engine: { type: 'choice', choices: 'engines' },
  model: { type: 'choice', choices: 'models' },
  commercial: { type: 'flag', default: false },
  resolution: { type: 'choice', choices: resolutions, default: '720p' },
  fps: { type: 'choice', choices: ['24', '30', '60'], default: '24' },
  tone: { type: 'choice', choices: tones, default: 'none' },
  repair: { type: 'choice', choices: repairs },
  fix: { type: 'choice', choices: fixes, several: { maximum: fixes.length, sets: ['clean,enlarge'] } },
  at: { type: 'number', minimum: 0, maximum: 600, whole: false },
  last: { type: 'file', kind: 'last' },
  reference: { type: 'file', kind: 'reference', several: maxReferences },
  audio: { type: 'file', kind: 'sound' },
  original: { type: 'flag', default: false },
  depth: { type: 'file', kind: 'depth' },
  mask: { type: 'file', kind: 'mask' },
  masked: { type: 'choice', choices: maskedParts, default: 'moves' },
  logo: { type: 'file', kind: 'logo' },
  loop: { type: 'flag', default: false },
  ...finishingOptions,
  preset: { type: 'text', maximum: longestPresetName, suggests: 'presets' },
  like: { type: 'id' },
  visibility: { type: 'choice', choices: firstVisibilities, sign: '👁' },
} as const satisfies Options;
