import { plain, type RemoteModel, shapes } from './model.ts';

const lengths = [97, 129, 161, 193, 225, 257];

export const lightricksModels: readonly RemoteModel[] = [
  {
    ...plain,
    name: 'ltx-video',
    ref: 'lightricks/ltx-video',
    first: 'image',
    seed: 'seed',
    negative: 'negative_prompt',
    per: 'clip',
    length: {
      kind: 'choice',
      field: 'length',
      options: lengths.map((frames) => ({ seconds: (frames - 1) / 24, value: frames })),
    },
    size: {
      field: 'target_size',
      tiers: [
        { resolution: '480p', value: 640, usd: 0.08 },
        { resolution: '720p', value: 960, usd: 0.08 },
      ],
    },
    ratios: shapes('1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '9:21', '21:9'),
    median: 25,
    licence: 'under the terms of Lightricks (LTX)',
    dataGoesTo: ['Replicate'],
    refine: 'wan-2.2-fast',
  },
];
