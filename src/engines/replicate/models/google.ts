import { choice, plain, type RemoteModel, shapes } from './model.ts';

const veo = {
  ...plain,
  first: 'image',
  last: 'last_frame',
  seed: 'seed',
  negative: 'negative_prompt',
  audio: 'generate_audio',
  length: choice('duration', 4, 6, 8),
  ratios: shapes('16:9', '9:16'),
  licence: 'under the terms of Google',
  dataGoesTo: ['Replicate', 'Google (Veo)'],
} as const;

/** Dollars a second without sound, the same at both resolutions. */
const sizes = (usd: number): RemoteModel['size'] => ({
  field: 'resolution',
  tiers: [
    { resolution: '720p', value: '720p', usd },
    { resolution: '1080p', value: '1080p', usd },
  ],
});

export const googleModels: readonly RemoteModel[] = [
  { ...veo, name: 'veo-3.1', ref: 'google/veo-3.1', size: sizes(0.2), median: 110 },
  {
    ...veo,
    name: 'veo-3.1-fast',
    ref: 'google/veo-3.1-fast',
    size: sizes(0.1),
    median: 70,
    refine: 'veo-3.1',
  },
];
