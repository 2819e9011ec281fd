import type { Camera } from '../../../core/order.ts';
import { type CameraCall, choice, plain, type RemoteModel } from './model.ts';

/** Camera moves in square brackets are commands there. */
const tags: Partial<Record<Camera, CameraCall>> = {
  still: { words: '[Static shot]' },
  'zoom-in': { words: '[Zoom in]' },
  'zoom-out': { words: '[Zoom out]' },
  'pan-left': { words: '[Truck left]' },
  'pan-right': { words: '[Truck right]' },
  'tilt-up': { words: '[Tilt up]' },
  'tilt-down': { words: '[Tilt down]' },
  'dolly-in': { words: '[Push in]' },
  'dolly-out': { words: '[Pull out]' },
};

const hailuo = {
  ...plain,
  first: 'first_frame_image',
  length: choice('duration', 6, 10),
  camera: tags,
  licence: 'under the terms of MiniMax',
  dataGoesTo: ['Replicate', 'MiniMax (Hailuo)'],
} as const;

export const hailuoModels: readonly RemoteModel[] = [
  {
    ...hailuo,
    name: 'hailuo-02',
    ref: 'minimax/hailuo-02',
    last: 'last_frame_image',
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '480p', value: '512p', usd: 0.025, firstOnly: true },
        { resolution: '720p', value: '768p', usd: 0.045 },
        { resolution: '1080p', value: '1080p', usd: 0.08, seconds: [6] },
      ],
    },
    median: 200,
    refine: 'hailuo-2.3',
  },
  {
    ...hailuo,
    name: 'hailuo-2.3',
    ref: 'minimax/hailuo-2.3',
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '720p', value: '768p', usd: 0.047 },
        { resolution: '1080p', value: '1080p', usd: 0.082, seconds: [6] },
      ],
    },
    median: 150,
  },
  {
    ...hailuo,
    name: 'hailuo-2.3-fast',
    ref: 'minimax/hailuo-2.3-fast',
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '720p', value: '768p', usd: 0.032 },
        { resolution: '1080p', value: '1080p', usd: 0.055, seconds: [6] },
      ],
    },
    median: 90,
    refine: 'hailuo-2.3',
  },
];
