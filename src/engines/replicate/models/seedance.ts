import { plain, type RemoteModel, range } from './model.ts';

const seedance = {
  ...plain,
  first: 'image',
  last: 'last_frame_image',
  seed: 'seed',
  length: range('duration', 2, 12),
  camera: { still: { fields: { camera_fixed: true } } },
  licence: 'under the terms of ByteDance',
  dataGoesTo: ['Replicate', 'ByteDance (Seedance)'],
} as const;

/** Dollars a second at each resolution. */
const sizes = (small: number, middle: number, large: number): RemoteModel['size'] => ({
  field: 'resolution',
  tiers: [
    { resolution: '480p', value: '480p', usd: small },
    { resolution: '720p', value: '720p', usd: middle },
    { resolution: '1080p', value: '1080p', usd: large },
  ],
});

export const seedanceModels: readonly RemoteModel[] = [
  {
    ...seedance,
    name: 'seedance-1-lite',
    ref: 'bytedance/seedance-1-lite',
    size: sizes(0.018, 0.036, 0.072),
    median: 45,
    refine: 'seedance-1-pro',
  },
  {
    ...seedance,
    name: 'seedance-1-pro',
    ref: 'bytedance/seedance-1-pro',
    size: sizes(0.03, 0.06, 0.15),
    median: 60,
    refine: 'seedance-2.0',
  },
  {
    ...seedance,
    name: 'seedance-1-pro-fast',
    ref: 'bytedance/seedance-1-pro-fast',
    last: null,
    size: sizes(0.015, 0.025, 0.06),
    median: 35,
    refine: 'seedance-1-pro',
  },
  {
    ...seedance,
    name: 'seedance-1.5-pro',
    ref: 'bytedance/seedance-1.5-pro',
    audio: 'generate_audio',
    size: sizes(0.013, 0.026, 0.06),
    median: 70,
    refine: 'seedance-2.0',
  },
  {
    ...seedance,
    name: 'seedance-2.0',
    ref: 'bytedance/seedance-2.0',
    length: range('duration', 4, 15),
    forced: { aspect_ratio: 'adaptive' },
    audio: 'generate_audio',
    camera: {},
    size: sizes(0.08, 0.18, 0.45),
    median: 150,
  },
];
