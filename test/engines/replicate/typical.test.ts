import { expect, test } from 'vitest';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import { kindsOf, planning, shotOf } from './shots.ts';

const prompt = 'A cat blinks.';
const negative_prompt = 'flicker';
const seed = 42;
const generate_audio = false;
const wide = { aspect_ratio: '16:9' };
const seedance = { prompt, duration: 5, resolution: '720p', seed };
const kling = { prompt, negative_prompt, duration: 5 };
const hailuo = { prompt, duration: 6, resolution: '768p' };
const pixverse = { prompt, negative_prompt, duration: 5, quality: '720p', ...wide, seed };
const runway = { prompt, duration: 5, ...wide, seed };
const veo = { prompt, negative_prompt, duration: 4, resolution: '720p', ...wide, seed, generate_audio };
const pVideo = { prompt, duration: 5, resolution: '720p', fps: 24, seed, save_audio: false };

/** Five seconds at 720p and 24 frames a second, as wide as the photo: model, its field for the photo, input, credits, warnings. */
const typical = [
  [
    'wan-2.1-i2v-480p',
    'wavespeedai/wan-2.1-i2v-480p',
    'image',
    { prompt, negative_prompt, ...wide, seed },
    45,
    'resolution',
  ],
  [
    'wan-2.2-fast',
    'wan-video/wan-2.2-i2v-fast',
    'image',
    { prompt, num_frames: 81, frames_per_second: 16, interpolate_output: false, resolution: '720p', seed },
    15,
    '',
  ],
  [
    'wan-2.5',
    'wan-video/wan-2.5-i2v',
    'image',
    { prompt, negative_prompt, duration: 5, resolution: '720p', seed },
    50,
    '',
  ],
  ['seedance-1-lite', 'bytedance/seedance-1-lite', 'image', seedance, 18, ''],
  ['seedance-1-pro', 'bytedance/seedance-1-pro', 'image', seedance, 30, ''],
  ['seedance-1-pro-fast', 'bytedance/seedance-1-pro-fast', 'image', seedance, 13, ''],
  ['seedance-1.5-pro', 'bytedance/seedance-1.5-pro', 'image', { ...seedance, generate_audio }, 13, ''],
  [
    'seedance-2.0',
    'bytedance/seedance-2.0',
    'image',
    { ...seedance, generate_audio, aspect_ratio: 'adaptive' },
    90,
    '',
  ],
  ['kling-2.1', 'kwaivgi/kling-v2.1', 'start_image', { ...kling, mode: 'standard' }, 25, 'seed'],
  ['kling-2.5-turbo-pro', 'kwaivgi/kling-v2.5-turbo-pro', 'start_image', kling, 35, 'seed'],
  ['kling-2.6', 'kwaivgi/kling-v2.6', 'start_image', { ...kling, generate_audio }, 35, 'seed'],
  [
    'kling-3',
    'kwaivgi/kling-v3-video',
    'start_image',
    { ...kling, mode: 'standard', generate_audio },
    84,
    'seed',
  ],
  ['hailuo-02', 'minimax/hailuo-02', 'first_frame_image', hailuo, 27, 'seconds seed'],
  ['hailuo-2.3', 'minimax/hailuo-2.3', 'first_frame_image', hailuo, 29, 'seconds seed'],
  ['hailuo-2.3-fast', 'minimax/hailuo-2.3-fast', 'first_frame_image', hailuo, 20, 'seconds seed'],
  ['pixverse-4.5', 'pixverse/pixverse-v4.5', 'image', pixverse, 40, ''],
  ['pixverse-5', 'pixverse/pixverse-v5', 'image', pixverse, 40, ''],
  ['runway-gen4-turbo', 'runwayml/gen4-turbo', 'image', runway, 25, ''],
  ['runway-gen-4.5', 'runwayml/gen-4.5', 'image', runway, 60, ''],
  [
    'luma-ray-2-540p',
    'luma/ray-2-540p',
    'start_image',
    { prompt, duration: 5, ...wide },
    50,
    'resolution seed',
  ],
  ['luma-ray-2-720p', 'luma/ray-2-720p', 'start_image', { prompt, duration: 5, ...wide }, 90, 'seed'],
  ['veo-3.1', 'google/veo-3.1', 'image', veo, 80, 'seconds'],
  ['veo-3.1-fast', 'google/veo-3.1-fast', 'image', veo, 40, 'seconds'],
  [
    'ltx-video',
    'lightricks/ltx-video',
    'image',
    { prompt, negative_prompt, length: 129, target_size: 960, ...wide, seed },
    8,
    'seconds',
  ],
  [
    'p-video-draft',
    'prunaai/p-video',
    'image',
    { ...pVideo, draft: true, disable_safety_filter: false },
    3,
    '',
  ],
  ['wan-2.7', 'wan-video/wan-2.7-i2v', 'first_frame', { ...seedance, negative_prompt }, 50, ''],
  ['wan-3', 'alibaba/wan-3', 'image', { ...seedance, negative_prompt, aspect_ratio: 'adaptive' }, 50, ''],
  [
    'seedance-2.5',
    'bytedance/seedance-2.5',
    'image',
    { prompt, duration: 5, resolution: '720p', generate_audio, aspect_ratio: 'adaptive' },
    116,
    'seed',
  ],
  ['hailuo-3', 'minimax/h3', 'first_frame_image', { prompt, duration: 5, resolution: '768P' }, 40, 'seed'],
  [
    'pixverse-6',
    'pixverse/pixverse-v6',
    'image',
    { prompt, negative_prompt, duration: 5, quality: '720p', seed, generate_audio_switch: false },
    60,
    '',
  ],
  [
    'luma-ray-3.2',
    'luma/ray-3.2',
    'start_image',
    { prompt, duration: 5, resolution: '720p', ...wide },
    30,
    'seed',
  ],
  [
    'veo-3.1-lite',
    'google/veo-3.1-lite',
    'image',
    { prompt, duration: 4, resolution: '720p', ...wide, seed },
    20,
    'seconds',
  ],
  [
    'ltx-2.5-fast',
    'lightricks/ltx-2.5-fast',
    'image',
    { prompt, duration: 6, resolution: '720p', ...wide, generate_audio },
    18,
    'seconds seed',
  ],
  ['p-video', 'prunaai/p-video', 'image', { ...pVideo, draft: false, disable_safety_filter: false }, 10, ''],
] as const;

test.each(typical)(
  '%s is asked for five seconds exactly so',
  (model, ref, photo, input, credits, warnings) => {
    const plan = planning.plan(shotOf({}), model);
    expect(plan).toMatchObject({ engine: 'replicate', model, credits });
    expect(plan.input).toStrictEqual({ ref, input, photos: { [photo]: 0 } });
    expect(kindsOf(plan.warnings)).toBe(warnings);
  },
);

test('every model of the catalogue has its line here', () => {
  expect(typical.map(([name]) => name).sort()).toEqual(catalogue.map(({ name }) => name).sort());
});
