import { address, addresses, between, flag, needed, oneOf, otherwise, text, whole } from '../fields.ts';
import { type Model, negative, prompt, seed, video } from './model.ts';

const seconds = (from: number, to: number, usual = 5) => otherwise(between(whole, from, to), usual);
const resolution = (usual: string, ...others: string[]) => otherwise(oneOf(usual, ...others), usual);
const sound = otherwise(flag, true);
const wide = ['16:9', '9:16', '1:1', '4:3', '3:4'];

/** Models that appeared in 2026, as other people's notes and clients describe them; nobody has seen their live schemas. */
export const modelsOf2026: Readonly<Record<string, Model>> = {
  'wan-video/wan-2.7-i2v': video({
    prompt: text,
    first_frame: address,
    last_frame: address,
    first_clip: address,
    audio: address,
    ...negative,
    resolution: resolution('720p', '1080p'),
    duration: seconds(2, 15),
    enable_prompt_expansion: otherwise(flag, true),
    ...seed,
  }),
  'alibaba/wan-3': video({
    prompt,
    image: address,
    ...negative,
    resolution: resolution('720p', '480p', '1080p'),
    aspect_ratio: otherwise(oneOf('adaptive', ...wide), 'adaptive'),
    duration: seconds(2, 30),
    enable_prompt_expansion: otherwise(flag, true),
    ...seed,
  }),
  'bytedance/seedance-2.5': video(
    {
      prompt,
      image: address,
      reference_images: addresses,
      reference_videos: addresses,
      reference_audios: addresses,
      resolution: resolution('720p', '480p'),
      aspect_ratio: otherwise(oneOf('adaptive', '21:9', ...wide), '16:9'),
      duration: seconds(-1, 30),
      generate_audio: sound,
    },
    ({ image, aspect_ratio }) =>
      image && aspect_ratio !== 'adaptive' ? 'image requires the aspect ratio adaptive' : null,
  ),
  'minimax/h3': video({
    prompt,
    first_frame_image: address,
    last_frame_image: address,
    reference_image_urls: addresses,
    ratio: otherwise(oneOf('21:9', ...wide), '16:9'),
    resolution: resolution('768P', '2K'),
    duration: seconds(4, 15),
  }),
  'pixverse/pixverse-v6': video(
    {
      prompt,
      image: address,
      last_frame_image: address,
      quality: resolution('540p', '360p', '720p', '1080p'),
      aspect_ratio: otherwise(oneOf('16:9', '9:16', '1:1'), '16:9'),
      duration: otherwise(oneOf(5, 8, 10, 15), 5),
      generate_audio_switch: otherwise(flag, false),
      generate_multi_clip_switch: otherwise(flag, false),
      ...negative,
      ...seed,
    },
    ({ image, last_frame_image }) => (last_frame_image && !image ? 'last_frame_image requires image' : null),
  ),
  'luma/ray-3.2': video(
    {
      prompt,
      start_image: address,
      end_image: address,
      loop: otherwise(flag, false),
      duration: otherwise(oneOf(5, 10), 5),
      resolution: resolution('720p', '540p', '1080p'),
      aspect_ratio: otherwise(oneOf('9:16', '3:4', '1:1', '4:3', '16:9', '21:9'), '16:9'),
    },
    ({ start_image, duration }) =>
      start_image && duration === 10 ? '10s is not supported with start_image' : null,
  ),
  'google/veo-3.1-lite': video({
    prompt,
    image: address,
    last_frame: address,
    aspect_ratio: otherwise(oneOf('16:9', '9:16'), '16:9'),
    duration: otherwise(oneOf(4, 6, 8), 8),
    resolution: resolution('720p', '1080p'),
    ...seed,
  }),
  'lightricks/ltx-2.5-fast': video({
    prompt,
    image: needed(address),
    last_frame_image: address,
    duration: otherwise(oneOf(2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20), 6),
    resolution: resolution('1080p', '720p', '2k', '4k'),
    aspect_ratio: otherwise(oneOf('16:9', '9:16'), '16:9'),
    fps: otherwise(oneOf(24, 25, 48, 50), 25),
    generate_audio: sound,
  }),
};
