import {
  address,
  addresses,
  between,
  type Field,
  flag,
  needed,
  oneOf,
  otherwise,
  text,
  whole,
} from '../fields.ts';
import { type Model, negative, prompt, seed, three, video } from './model.ts';

const seedanceRatio = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', '9:21'];
const seedance = {
  prompt,
  image: address,
  duration: otherwise(between(whole, 2, 12), 5),
  resolution: otherwise(oneOf('480p', '720p', '1080p'), '720p'),
  aspect_ratio: otherwise(oneOf(...seedanceRatio), '16:9'),
  fps: otherwise(oneOf(24), 24),
  camera_fixed: otherwise(flag, false),
  ...seed,
};
const lastFrame = { last_frame_image: address };

const seedance2 = (...resolutions: string[]) =>
  video(
    {
      prompt,
      image: address,
      ...lastFrame,
      reference_images: addresses,
      reference_videos: addresses,
      reference_audios: addresses,
      duration: otherwise(between(whole, -1, 15), 5),
      resolution: otherwise(oneOf(...resolutions), '720p'),
      aspect_ratio: otherwise(oneOf(...seedanceRatio, 'adaptive'), 'adaptive'),
      generate_audio: otherwise(flag, true),
      ...seed,
    },
    (input) =>
      input['image'] && (input['reference_images'] || input['reference_videos'] || input['reference_audios'])
        ? 'reference_images, reference_videos and reference_audios cannot be combined with image'
        : null,
  );

const six = otherwise(oneOf(6, 10), 6);
const hailuo = (image: Field, ...resolutions: string[]) => ({
  prompt,
  first_frame_image: image,
  duration: six,
  resolution: otherwise(oneOf(...resolutions), '768p'),
  prompt_optimizer: otherwise(flag, true),
});
const shortAtFull: Model['complaint'] = ({ resolution, duration }) =>
  resolution === '1080p' && duration === 10 ? '1080p supports a duration of 6 seconds only' : null;

const pixverseEffects = [
  'None',
  "Let's YMCA!",
  'Subject 3 Fever',
  'Ghibli Live!',
  'Suit Swagger',
  'Muscle Surge',
  '360° Microwave',
  'Warmth of Jesus',
  'Emergency Beat',
  'Anything, Robot',
  'Kungfu Club',
  'Mint in Box',
  'Retro Anime Pop',
  'Vogue Walk',
  'Mega Dive',
  'Evil Trigger',
];
const pixverse = {
  prompt,
  image: address,
  ...lastFrame,
  quality: otherwise(oneOf('360p', '540p', '720p', '1080p'), '540p'),
  aspect_ratio: three,
  duration: otherwise(oneOf(5, 8), 5),
  effect: otherwise(oneOf(...pixverseEffects), 'None'),
  ...negative,
  ...seed,
};
const effectAlone: Model['complaint'] = ({ effect = 'None', last_frame_image, motion_mode, duration }) => {
  if (effect !== 'None' && last_frame_image) return 'effect cannot be used with last_frame_image';
  return motion_mode === 'smooth' && duration === 8 ? 'smooth motion supports 5 seconds only' : null;
};

export const seedanceHailuoPixverse: Readonly<Record<string, Model>> = {
  'bytedance/seedance-1-lite': video(
    { ...seedance, ...lastFrame, reference_images: { ...addresses, minItems: 1, maxItems: 4 } },
    ({ image, last_frame_image, reference_images, resolution }) =>
      reference_images && (image || last_frame_image || resolution === '1080p')
        ? 'reference_images cannot be used with 1080p, or with a first or last frame'
        : null,
  ),
  'bytedance/seedance-1-pro': video({ ...seedance, ...lastFrame }),
  'bytedance/seedance-1-pro-fast': video(seedance),
  'bytedance/seedance-1.5-pro': video({ ...seedance, ...lastFrame, generate_audio: otherwise(flag, false) }),
  'bytedance/seedance-2.0': seedance2('480p', '720p', '1080p', '4k'),
  'bytedance/seedance-2.0-fast': seedance2('480p', '720p'),
  'minimax/hailuo-02': video(
    { ...hailuo(address, '512p', '768p', '1080p'), last_frame_image: address },
    shortAtFull,
  ),
  'minimax/hailuo-2.3': video(hailuo(address, '768p', '1080p'), shortAtFull),
  'minimax/hailuo-2.3-fast': video(hailuo(needed(address), '768p', '1080p'), shortAtFull),
  'pixverse/pixverse-v4.5': video(
    {
      ...pixverse,
      motion_mode: otherwise(oneOf('normal', 'smooth'), 'normal'),
      style: otherwise(oneOf('None', 'anime', '3d_animation', 'clay', 'cyberpunk', 'comic'), 'None'),
      sound_effect_switch: otherwise(flag, false),
      sound_effect_content: text,
    },
    effectAlone,
  ),
  'pixverse/pixverse-v5': video(pixverse, effectAlone),
};
