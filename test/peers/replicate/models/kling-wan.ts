import { address, between, flag, needed, number, oneOf, otherwise, text, whole } from '../fields.ts';
import { five, type Model, negative, prompt, seed, three, video } from './model.ts';

const kling = { prompt, start_image: address, ...negative, aspect_ratio: three, duration: five };

const wan21 = video({
  prompt,
  image: needed(address),
  ...negative,
  aspect_ratio: otherwise(oneOf('16:9', '9:16'), '16:9'),
  fast_mode: otherwise(oneOf('Off', 'Balanced', 'Fast'), 'Balanced'),
  sample_steps: otherwise(between(whole, 1, 40), 30),
  sample_guide_scale: number,
  sample_shift: whole,
  ...seed,
  lora_weights: text,
  lora_scale: otherwise(between(number, 0, 4), 1),
  disable_safety_checker: otherwise(flag, false),
});

const wan25 = (...resolutions: string[]) =>
  video({
    prompt,
    image: needed(address),
    ...negative,
    audio: address,
    resolution: otherwise(oneOf(...resolutions), '720p'),
    duration: five,
    enable_prompt_expansion: otherwise(flag, true),
    ...seed,
  });

export const klingAndWan: Readonly<Record<string, Model>> = {
  'kwaivgi/kling-v2.1': video(
    {
      prompt,
      start_image: needed(address),
      end_image: address,
      mode: otherwise(oneOf('standard', 'pro'), 'standard'),
      duration: five,
      ...negative,
    },
    ({ end_image, mode }) => (end_image && mode !== 'pro' ? 'end_image is available in pro mode only' : null),
  ),
  'kwaivgi/kling-v2.5-turbo-pro': video({ ...kling, end_image: address, guidance_scale: number }),
  'kwaivgi/kling-v2.6': video({ ...kling, generate_audio: otherwise(flag, true) }),
  'kwaivgi/kling-v3-video': video({
    ...kling,
    end_image: address,
    mode: otherwise(oneOf('standard', 'pro', '4k'), 'standard'),
    duration: otherwise(between(whole, 3, 15), 5),
    generate_audio: otherwise(flag, false),
    multi_prompt: text,
  }),
  'wavespeedai/wan-2.1-i2v-480p': wan21,
  'wavespeedai/wan-2.1-i2v-720p': wan21,
  'wan-video/wan-2.2-i2v-fast': video({
    prompt,
    image: needed(address),
    last_image: address,
    num_frames: otherwise(between(whole, 81, 121), 81),
    resolution: otherwise(oneOf('480p', '720p'), '480p'),
    frames_per_second: otherwise(between(whole, 5, 30), 16),
    interpolate_output: otherwise(flag, true),
    go_fast: otherwise(flag, true),
    sample_shift: otherwise(between(number, 1, 20), 12),
    ...seed,
    disable_safety_checker: otherwise(flag, false),
    lora_weights_transformer: text,
    lora_scale_transformer: number,
    lora_weights_transformer_2: text,
    lora_scale_transformer_2: number,
  }),
  'wan-video/wan-2.5-i2v': wan25('480p', '720p', '1080p'),
  'wan-video/wan-2.5-i2v-fast': wan25('720p', '1080p'),
};
