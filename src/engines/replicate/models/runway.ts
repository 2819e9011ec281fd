import { choice, plain, type RemoteModel, shapes } from './model.ts';

const runway = {
  ...plain,
  first: 'image',
  seed: 'seed',
  length: choice('duration', 5, 10),
  ratios: shapes('16:9', '9:16', '4:3', '3:4', '1:1', '21:9'),
  licence: 'under the terms of Runway',
  dataGoesTo: ['Replicate', 'Runway'],
} as const;

export const runwayModels: readonly RemoteModel[] = [
  {
    ...runway,
    name: 'runway-gen4-turbo',
    ref: 'runwayml/gen4-turbo',
    size: { field: null, tiers: [{ resolution: '720p', value: null, usd: 0.05 }] },
    median: 40,
    refine: 'runway-gen-4.5',
  },
  {
    ...runway,
    name: 'runway-gen-4.5',
    ref: 'runwayml/gen-4.5',
    size: { field: null, tiers: [{ resolution: '720p', value: null, usd: 0.12 }] },
    median: 100,
  },
];
