import { expect, test } from 'vitest';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import type { RemoteInput } from '../../../src/engines/replicate/remote-input.ts';
import { models } from '../../peers/replicate/models/all.ts';
import { checkInput } from '../../peers/replicate/validate.ts';
import { kindsOf, onePhoto, planning, shotOf, twoPhotos } from './shots.ts';

const prompt = 'A cat blinks. The camera is fixed. Movement is strong and lively. Also wanted: she smiles';
const tagged = 'A cat blinks. [Static shot] Movement is strong and lively. Also wanted: she smiles';
const silent = 'A cat blinks. Movement is strong and lively. Also wanted: she smiles';
const negative_prompt = 'flicker';
const seed = 2_147_483_647;
const generate_audio = false;
const tall = { aspect_ratio: '9:16' };
const seedance = { prompt, duration: 8, resolution: '1080p', seed };
const fixed = { ...seedance, camera_fixed: true };
const kling = { prompt, negative_prompt, duration: 10 };
const hailuo = { prompt: tagged, duration: 6, resolution: '1080p' };
const pixverse = { prompt, negative_prompt, duration: 5, quality: '1080p', ...tall, seed };
const runway = { prompt, duration: 10, ...tall, seed };
const luma = { prompt: silent, duration: 9, ...tall, concepts: ['static'] };
const veo = { prompt, negative_prompt, duration: 8, resolution: '1080p', ...tall, seed, generate_audio };
const pVideo = { prompt, duration: 8, resolution: '1080p', fps: 48, seed, save_audio: false };

/** Eight tall seconds with everything set: model, its field for a last photo, input, credits, warnings. */
const everything = [
  ['wan-2.1-i2v-480p', null, { prompt, negative_prompt, ...tall, seed }, 45, 'seconds resolution'],
  [
    'wan-2.2-fast',
    'last_image',
    { prompt, num_frames: 121, frames_per_second: 15, interpolate_output: true, resolution: '720p', seed },
    15,
    'ratio resolution',
  ],
  [
    'wan-2.5',
    null,
    { prompt, negative_prompt, duration: 10, resolution: '1080p', seed },
    150,
    'ratio seconds',
  ],
  ['seedance-1-lite', 'last_frame_image', fixed, 58, 'ratio'],
  ['seedance-1-pro', 'last_frame_image', fixed, 120, 'ratio'],
  ['seedance-1-pro-fast', null, fixed, 48, 'ratio'],
  ['seedance-1.5-pro', 'last_frame_image', { ...fixed, generate_audio }, 48, 'ratio'],
  [
    'seedance-2.0',
    'last_frame_image',
    { ...seedance, generate_audio, aspect_ratio: 'adaptive' },
    360,
    'ratio',
  ],
  ['kling-2.1', 'end_image', { ...kling, mode: 'pro' }, 90, 'ratio seconds seed'],
  ['kling-2.5-turbo-pro', 'end_image', kling, 70, 'ratio seconds seed'],
  ['kling-2.6', null, { ...kling, generate_audio }, 70, 'ratio seconds seed'],
  ['kling-3', 'end_image', { ...kling, duration: 8, mode: 'pro', generate_audio }, 180, 'ratio seed'],
  ['hailuo-02', 'last_frame_image', hailuo, 48, 'ratio seconds seed'],
  ['hailuo-2.3', null, hailuo, 50, 'ratio seconds seed'],
  ['hailuo-2.3-fast', null, hailuo, 33, 'ratio seconds seed'],
  ['pixverse-4.5', 'last_frame_image', pixverse, 80, 'seconds'],
  ['pixverse-5', 'last_frame_image', pixverse, 80, 'seconds'],
  ['runway-gen4-turbo', null, runway, 50, 'seconds resolution'],
  ['runway-gen-4.5', null, runway, 120, 'seconds resolution'],
  ['luma-ray-2-540p', 'end_image', luma, 90, 'seconds resolution seed'],
  ['luma-ray-2-720p', 'end_image', luma, 162, 'seconds resolution seed'],
  ['veo-3.1', 'last_frame', veo, 160, ''],
  ['veo-3.1-fast', 'last_frame', veo, 80, ''],
  [
    'ltx-video',
    null,
    { prompt, negative_prompt, length: 193, target_size: 960, ...tall, seed },
    8,
    'resolution',
  ],
  ['p-video-draft', 'last_frame_image', { ...pVideo, draft: true, disable_safety_filter: false }, 8, 'ratio'],
  ['wan-2.7', 'last_frame', { ...seedance, negative_prompt }, 120, 'ratio'],
  ['wan-3', null, { ...seedance, negative_prompt, aspect_ratio: 'adaptive' }, 160, 'ratio'],
  [
    'seedance-2.5',
    null,
    { prompt, duration: 8, resolution: '720p', generate_audio, aspect_ratio: 'adaptive' },
    185,
    'ratio resolution seed',
  ],
  ['hailuo-3', 'last_frame_image', { prompt, duration: 8, resolution: '2K' }, 104, 'ratio seed'],
  [
    'pixverse-6',
    'last_frame_image',
    { prompt, negative_prompt, duration: 8, quality: '1080p', seed, generate_audio_switch: false },
    144,
    'ratio',
  ],
  ['luma-ray-3.2', 'end_image', { prompt, duration: 5, resolution: '1080p', ...tall }, 120, 'seconds seed'],
  ['veo-3.1-lite', 'last_frame', { prompt, duration: 8, resolution: '1080p', ...tall, seed }, 64, ''],
  [
    'ltx-2.5-fast',
    'last_frame_image',
    { prompt, duration: 8, resolution: '1080p', ...tall, generate_audio },
    48,
    'seed',
  ],
  ['p-video', 'last_frame_image', { ...pVideo, draft: false, disable_safety_filter: false }, 32, 'ratio'],
] as const;

test.each(everything)('%s is asked for everything exactly so', (model, last, input, credits, warnings) => {
  const shot = shotOf({
    prompt: 'A cat blinks. she smiles',
    words: 'she smiles',
    motion: 'high',
    camera: 'still',
    seed: 4_294_967_295,
    seconds: 8,
    fps: 60,
    ratio: '9:16',
    resolution: '1080p',
    photos: last === null ? onePhoto : twoPhotos,
  });
  const plan = planning.plan(shot, model);
  const first = catalogue.find(({ name }) => name === model)?.first ?? '';
  expect(plan.input).toStrictEqual({
    ref: expect.stringMatching(/^[a-z-]+\/[a-z0-9.-]+$/),
    input,
    photos: last === null ? { [first]: 0 } : { [first]: 0, [last]: 1 },
  });
  expect(plan.credits).toBe(credits);
  expect(kindsOf(plan.warnings)).toBe(warnings);
});

const references = [
  ['veo-3.1', 4, [0, 1, 2], { duration: 8, aspect_ratio: '16:9' }],
  ['seedance-1-lite', 2, [0, 1, 2], { resolution: '720p', aspect_ratio: '9:16' }],
  ['seedance-2.0', 4, [0, 1, 2, 3, 4], { aspect_ratio: 'adaptive' }],
  ['seedance-2.5', 1, [0, 1], { aspect_ratio: 'adaptive' }],
] as const;

test.each(references)('%s is shown %i reference photos as it takes them', (name, count, photos, fields) => {
  const tall = { seconds: 5, ratio: '9:16', resolution: '1080p', references: count } as const;
  const { input } = planning.plan(shotOf(tall), name);
  expect(input).toMatchObject({ photos: { reference_images: photos }, input: fields });
  const { ref, input: sent } = input as RemoteInput;
  const all = { ...sent, reference_images: photos.map((number) => `https://example.com/${number}.jpg`) };
  const model = models[ref];
  if (model === undefined) throw new Error(`no ${ref}`);
  checkInput(model, all);
  expect(model.complaint(all)).toBeNull();
});

test('reference photos go nowhere with two photos, or to a model that takes none', () => {
  const both = shotOf({ photos: twoPhotos, references: 2 });
  expect(planning.plan(both, 'veo-3.1').input).toMatchObject({ photos: { image: 0, last_frame: 1 } });
  const { photos } = planning.plan(shotOf({ references: 2 }), 'kling-3').input as RemoteInput;
  expect(photos).toEqual({ start_image: 0 });
});

test('what a person wants left out is one line without commands', () => {
  const { input } = planning.plan(shotOf({ negative: 'flicker, blur [Zoom in]\n--fast' }), 'kling-3');
  expect(input).toMatchObject({ input: { negative_prompt: 'flicker, blur Zoom in –fast' } });
});

test('every model of the catalogue has its line here', () => {
  expect(everything.map(([name]) => name).sort()).toEqual(catalogue.map(({ name }) => name).sort());
});
