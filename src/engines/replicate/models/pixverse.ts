import { choice, type Preset, plain, type RemoteModel, shapes } from './model.ts';

const effect = (name: string): Preset => ({ fields: { effect: name }, trigger: null, ownCamera: true });

const effects = {
  ymca: effect("Let's YMCA!"),
  'fever-dance': effect('Subject 3 Fever'),
  ghibli: effect('Ghibli Live!'),
  'suit-swagger': effect('Suit Swagger'),
  muscles: effect('Muscle Surge'),
  microwave: effect('360° Microwave'),
  robot: effect('Anything, Robot'),
  kungfu: effect('Kungfu Club'),
  'mint-in-box': effect('Mint in Box'),
  'retro-anime': effect('Retro Anime Pop'),
  'vogue-walk': effect('Vogue Walk'),
  'mega-dive': effect('Mega Dive'),
};

const style = (name: string): Preset => ({ fields: { style: name }, trigger: null, ownCamera: false });

const styles = {
  anime: style('anime'),
  '3d-animation': style('3d_animation'),
  clay: style('clay'),
  cyberpunk: style('cyberpunk'),
  comic: style('comic'),
};

const pixverse = {
  ...plain,
  first: 'image',
  last: 'last_frame_image',
  seed: 'seed',
  negative: 'negative_prompt',
  length: choice('duration', 5, 8),
  ratios: shapes('16:9', '9:16', '1:1'),
  size: {
    field: 'quality',
    tiers: [
      { resolution: '480p', value: '540p', usd: 0.06 },
      { resolution: '720p', value: '720p', usd: 0.08 },
      { resolution: '1080p', value: '1080p', usd: 0.16, seconds: [5] },
    ],
  },
  median: 60,
  licence: 'under the terms of PixVerse',
  dataGoesTo: ['Replicate', 'PixVerse'],
} as const;

export const pixverseModels: readonly RemoteModel[] = [
  {
    ...pixverse,
    name: 'pixverse-4.5',
    ref: 'pixverse/pixverse-v4.5',
    presets: { ...effects, ...styles },
    refine: 'pixverse-5',
  },
  { ...pixverse, name: 'pixverse-5', ref: 'pixverse/pixverse-v5', presets: effects },
];
