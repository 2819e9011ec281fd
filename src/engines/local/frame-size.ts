import type { Ratio, Resolution } from '../../core/order.ts';
import type { Size } from '../../core/shot.ts';
import { even } from '../../media/even.ts';
import { clamp } from './wave.ts';

const shapes: Record<Exclude<Ratio, 'photo'>, number> = {
  '16:9': 16 / 9,
  '9:16': 9 / 16,
  '1:1': 1,
  '4:5': 4 / 5,
};

const shortSides: Record<Resolution, number> = { '480p': 480, '720p': 720, '1080p': 1080 };

/** The most extreme aspect ratio of a clip, in either direction. Wider or taller photos are cropped. */
export const longestShape = 2.4;

/** The clip's size in pixels. The resolution sets the short side; both sides are even. */
export const frameSize = (ratio: Ratio, resolution: Resolution, photo: Size): Size => {
  const shape =
    ratio === 'photo' ? clamp(photo.width / photo.height, 1 / longestShape, longestShape) : shapes[ratio];
  const short = shortSides[resolution];
  return { width: even(short * Math.max(1, shape)), height: even(short * Math.max(1, 1 / shape)) };
};
