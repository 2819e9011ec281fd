import { plain, type RemoteModel, range } from './model.ts';

/** Its own filter is off unless it is told otherwise. */
const forced = { disable_safety_filter: false, save_audio: false };

const pVideo = {
  ...plain,
  ref: 'prunaai/p-video',
  first: 'image',
  last: 'last_frame_image',
  seed: 'seed',
  length: range('duration', 1, 20),
  fps: { field: 'fps', values: [24, 48] },
  licence: 'under the terms of Pruna',
  dataGoesTo: ['Replicate', 'Pruna'],
} as const;

export const prunaModels: readonly RemoteModel[] = [
  {
    ...pVideo,
    name: 'p-video-draft',
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '720p', value: '720p', usd: 0.005 },
        { resolution: '1080p', value: '1080p', usd: 0.01 },
      ],
    },
    forced: { ...forced, draft: true },
    median: 10,
    draft: true,
    refine: 'p-video',
  },
  {
    ...pVideo,
    name: 'p-video',
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '720p', value: '720p', usd: 0.02 },
        { resolution: '1080p', value: '1080p', usd: 0.04 },
      ],
    },
    forced: { ...forced, draft: false },
    median: 20,
  },
];
