import { choice, plain, type RemoteModel, range } from './model.ts';

const kling = {
  ...plain,
  first: 'start_image',
  negative: 'negative_prompt',
  length: choice('duration', 5, 10),
  licence: 'under the terms of Kling',
  dataGoesTo: ['Replicate', 'Kuaishou (Kling)'],
} as const;

export const klingModels: readonly RemoteModel[] = [
  {
    ...kling,
    name: 'kling-2.1',
    ref: 'kwaivgi/kling-v2.1',
    last: 'end_image',
    size: {
      field: 'mode',
      tiers: [
        { resolution: '720p', value: 'standard', usd: 0.05, firstOnly: true },
        { resolution: '1080p', value: 'pro', usd: 0.09 },
      ],
    },
    median: 180,
    refine: 'kling-3',
  },
  {
    ...kling,
    name: 'kling-2.5-turbo-pro',
    ref: 'kwaivgi/kling-v2.5-turbo-pro',
    last: 'end_image',
    size: { field: null, tiers: [{ resolution: '1080p', value: null, usd: 0.07 }] },
    median: 150,
    refine: 'kling-3',
  },
  {
    ...kling,
    name: 'kling-2.6',
    ref: 'kwaivgi/kling-v2.6',
    audio: 'generate_audio',
    size: { field: null, tiers: [{ resolution: '1080p', value: null, usd: 0.07 }] },
    median: 180,
    refine: 'kling-3',
  },
  {
    ...kling,
    name: 'kling-3',
    ref: 'kwaivgi/kling-v3-video',
    last: 'end_image',
    length: range('duration', 3, 15),
    audio: 'generate_audio',
    size: {
      field: 'mode',
      tiers: [
        { resolution: '720p', value: 'standard', usd: 0.168 },
        { resolution: '1080p', value: 'pro', usd: 0.224 },
      ],
    },
    median: 200,
  },
];
