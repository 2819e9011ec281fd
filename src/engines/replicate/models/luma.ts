import type { Camera } from '../../../core/order.ts';
import { type CameraCall, choice, plain, type RemoteModel, shapes } from './model.ts';

const concept = (name: string): CameraCall => ({ words: '', fields: { concepts: [name] } });

const concepts: Partial<Record<Camera, CameraCall>> = {
  still: concept('static'),
  'zoom-in': concept('zoom_in'),
  'zoom-out': concept('zoom_out'),
  'pan-left': concept('truck_left'),
  'pan-right': concept('truck_right'),
  'tilt-up': concept('tilt_up'),
  'tilt-down': concept('tilt_down'),
  'orbit-left': concept('orbit_left'),
  'orbit-right': concept('orbit_right'),
  'dolly-in': concept('push_in'),
  'dolly-out': concept('pull_out'),
};

const luma = {
  ...plain,
  first: 'start_image',
  last: 'end_image',
  length: choice('duration', 5, 9),
  ratios: shapes('1:1', '3:4', '4:3', '9:16', '16:9', '9:21', '21:9'),
  camera: concepts,
  licence: 'under the terms of Luma',
  dataGoesTo: ['Replicate', 'Luma'],
} as const;

export const lumaModels: readonly RemoteModel[] = [
  {
    ...luma,
    name: 'luma-ray-2-540p',
    ref: 'luma/ray-2-540p',
    size: { field: null, tiers: [{ resolution: '480p', value: null, usd: 0.1 }] },
    median: 60,
    refine: 'luma-ray-2-720p',
  },
  {
    ...luma,
    name: 'luma-ray-2-720p',
    ref: 'luma/ray-2-720p',
    size: { field: null, tiers: [{ resolution: '720p', value: null, usd: 0.18 }] },
    median: 80,
  },
];
