import {
  address,
  addresses,
  between,
  type Field,
  flag,
  needed,
  number,
  oneOf,
  otherwise,
  text,
  whole,
} from '../fields.ts';
import { five, type Model, negative, prompt, seed, video } from './model.ts';

const runway = (image: Field) =>
  video({
    prompt: text,
    image,
    duration: five,
    aspect_ratio: otherwise(oneOf('16:9', '9:16', '4:3', '3:4', '1:1', '21:9'), '16:9'),
    ...seed,
  });

const lumaConcepts =
  'truck_left,truck_right,pan_left,pan_right,tilt_up,tilt_down,zoom_in,zoom_out,orbit_left';
const lumaMore =
  'orbit_right,dolly_zoom,push_in,pull_out,crane_up,crane_down,static,handheld,pov,tiny_planet';
const luma = video({
  prompt,
  start_image: address,
  end_image: address,
  loop: otherwise(flag, false),
  duration: otherwise(oneOf(5, 9), 5),
  aspect_ratio: otherwise(oneOf('1:1', '3:4', '4:3', '9:16', '16:9', '9:21', '21:9'), '16:9'),
  concepts: { type: 'array', items: oneOf(...`${lumaConcepts},${lumaMore}`.split(',')) },
});

const veo = {
  prompt,
  image: address,
  last_frame: address,
  ...negative,
  aspect_ratio: otherwise(oneOf('16:9', '9:16'), '16:9'),
  duration: otherwise(oneOf(4, 6, 8), 8),
  resolution: otherwise(oneOf('720p', '1080p'), '720p'),
  generate_audio: otherwise(flag, true),
  ...seed,
};

const filmVersion = '222d67420da179935a68afff47093bab48705fe9e09c3c79268c1eb2ee7c5e91';

export const otherModels: Readonly<Record<string, Model>> = {
  'runwayml/gen4-turbo': runway(needed(address)),
  'runwayml/gen-4.5': runway(address),
  'luma/ray-2-540p': luma,
  'luma/ray-2-720p': luma,
  'google/veo-3.1': video(
    { ...veo, reference_images: addresses },
    ({ image, reference_images, aspect_ratio, duration }) =>
      reference_images && (image || aspect_ratio !== '16:9' || duration !== 8)
        ? 'reference_images take 16:9 and 8 seconds, and no image'
        : null,
  ),
  'google/veo-3.1-fast': video(veo),
  'lightricks/ltx-video': video({
    prompt: text,
    ...negative,
    image: address,
    image_noise_scale: otherwise(number, 0.15),
    target_size: otherwise(oneOf(512, 576, 640, 704, 768, 832, 896, 960, 1024), 640),
    aspect_ratio: otherwise(
      oneOf(
        ...['1:1', '1:2', '2:1', '2:3', '3:2', '3:4', '4:3'],
        ...['4:5', '5:4', '9:16', '16:9', '9:21', '21:9'],
      ),
      '3:2',
    ),
    length: otherwise(oneOf(97, 129, 161, 193, 225, 257), 97),
    steps: whole,
    cfg: number,
    model: otherwise(oneOf('0.9.1', '0.9'), '0.9.1'),
    ...seed,
  }),
  'prunaai/p-video': video({
    prompt,
    image: address,
    last_frame_image: address,
    audio: address,
    duration: otherwise(between(whole, 1, 20), 5),
    aspect_ratio: otherwise(oneOf('16:9', '9:16', '4:3', '3:4', '3:2', '2:3', '1:1'), '16:9'),
    resolution: otherwise(oneOf('720p', '1080p'), '720p'),
    fps: otherwise(oneOf(24, 48), 24),
    draft: otherwise(flag, false),
    save_audio: otherwise(flag, true),
    disable_safety_filter: otherwise(flag, true),
    ...seed,
  }),
  'flux-kontext-apps/restore-image': {
    fields: {
      input_image: needed(address),
      ...seed,
      output_format: otherwise(oneOf('png', 'jpg'), 'png'),
      safety_tolerance: otherwise(between(whole, 0, 2), 2),
    },
    output: 'image',
    version: null,
    complaint: () => null,
  },
  'zsxkib/film-frame-interpolation-for-large-motion': video(
    {
      mp4: needed(address),
      num_interpolation_steps: otherwise(between(whole, 1, 50), 3),
      playback_frames_per_second: otherwise(between(whole, 1, 60), 24),
    },
    () => null,
    filmVersion,
  ),
};
