import { choice, plain, type RemoteModel } from './model.ts';

export const openaiModels: readonly RemoteModel[] = [
  {
    ...plain,
    name: 'sora-2',
    ref: 'openai/sora-2',
    first: 'input_reference',
    length: choice('seconds', 4, 8, 12),
    size: { field: null, tiers: [{ resolution: '720p', value: null, usd: 0.1 }] },
    ratios: { field: 'aspect_ratio', values: { '16:9': 'landscape', '9:16': 'portrait' } },
    median: 120,
    licence: 'under the terms of OpenAI',
    dataGoesTo: ['Replicate', 'OpenAI (Sora)'],
  },
];
