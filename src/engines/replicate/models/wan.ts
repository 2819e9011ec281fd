import { choice, type Preset, plain, type RemoteModel, shapes } from './model.ts';

/** A LoRA of Remade-AI (Apache-2.0), trained on the very model it is used with. */
const lora = (path: string, trigger: string): Preset => ({
  fields: { lora_weights: `https://huggingface.co/Remade-AI/${path}.safetensors`, lora_scale: 1 },
  trigger,
  ownCamera: true,
});

const wan = { ...plain, first: 'image', seed: 'seed' } as const;

export const wanModels: readonly RemoteModel[] = [
  {
    ...wan,
    name: 'wan-2.1-i2v-480p',
    ref: 'wavespeedai/wan-2.1-i2v-480p',
    negative: 'negative_prompt',
    length: { kind: 'choice', field: null, options: [{ seconds: 5, value: 5 }] },
    size: { field: null, tiers: [{ resolution: '480p', value: null, usd: 0.09 }] },
    ratios: shapes('16:9', '9:16'),
    presets: {
      squish: lora('Squish/resolve/main/squish_18', 'sq41sh squish effect'),
      inflate: lora('Inflate/resolve/main/inflate_20_epochs', 'infl4t3 inflates it'),
      deflate: lora('Deflate/resolve/main/deflate_20_epochs', 'd3d1at3 deflate it'),
      rotate: lora('Rotate/resolve/main/rotate_20_epochs', 'r0t4tion 360 degrees rotation'),
    },
    median: 60,
    licence: 'Apache-2.0 model',
    dataGoesTo: ['Replicate'],
    refine: 'wan-2.5',
  },
  {
    ...wan,
    name: 'wan-2.2-fast',
    ref: 'wan-video/wan-2.2-i2v-fast',
    last: 'last_image',
    per: 'clip',
    length: {
      kind: 'frames',
      field: 'num_frames',
      minimum: 81,
      maximum: 121,
      rate: { field: 'frames_per_second', usual: 16, minimum: 12, maximum: 24 },
      smooth: 'interpolate_output',
    },
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '480p', value: '480p', usd: 0.05 },
        { resolution: '720p', value: '720p', usd: 0.145 },
      ],
    },
    median: 40,
    licence: 'Apache-2.0 model',
    dataGoesTo: ['Replicate'],
    refine: 'kling-2.5-turbo-pro',
  },
  {
    ...wan,
    name: 'wan-2.5',
    ref: 'wan-video/wan-2.5-i2v',
    negative: 'negative_prompt',
    length: choice('duration', 5, 10),
    size: {
      field: 'resolution',
      tiers: [
        { resolution: '480p', value: '480p', usd: 0.05 },
        { resolution: '720p', value: '720p', usd: 0.1 },
        { resolution: '1080p', value: '1080p', usd: 0.15 },
      ],
    },
    median: 100,
    licence: 'under the terms of Alibaba Cloud',
    dataGoesTo: ['Replicate', 'Alibaba (Wan)'],
  },
];
