import { measuresOf } from '../../../media/analysis/head-pose.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { texturePad } from '../../../media/texture.ts';
import type { PatchCanvas } from '../face/patch.ts';
import { clamp } from '../wave.ts';
import { flatten } from './flatten.ts';
import { type Channel, doubled, grainOf } from './grain.ts';
import { inkLines } from './ink.ts';
import { plainSkin } from './plain-skin.ts';

/** Size of the soft brightness steps: a cel has few tones, with short transitions between them. */
const tone = 30;

/** The levels of brightness that a picture needs to have for whole steps. A faint one has smaller steps and edges. */
const whole = 110;

/** How faint a picture is, from 0.3 to 1: nearly all its levels of brightness against those it needs. */
const firmnessOf = (luma: Uint8Array): number => {
  const levels = luma.toSorted();
  const [dark, light] = [0.02, 0.98].map((share) => levels[Math.floor(share * (levels.length - 1))] ?? 0);
  return clamp(((light ?? 0) - (dark ?? 0)) / whole, 0.3, 1);
};

const toned = (value: number, size: number): number => {
  const step = (value - 16) / size;
  const within = step - Math.floor(step) - 0.5;
  const steep = clamp(3.4 * within, -1, 1);
  return 16 + size * (Math.floor(step) + clamp(0.5 + 0.5 * steep * (1.4 - 0.4 * steep * steep), 0, 1));
};

const halfOf = ({ width, height, values }: Channel): Channel => {
  const half = { width: width / 2, height: height / 2, values: new Float32Array(values.length / 4) };
  for (let y = 0, i = 0; y < half.height; y += 1)
    for (let x = 0; x < half.width; x += 1, i += 1) {
      const at = 2 * y * width + 2 * x;
      half.values[i] =
        ((values[at] as number) +
          (values[at + 1] as number) +
          (values[at + width] as number) +
          (values[at + width + 1] as number)) /
        4;
    }
  return half;
};

/** Computes a value for each pixel of a picture twice as wide and tall, from the skin share there. */
const perPixel = (skin: Float32Array, width: number, value: (skin: number) => number): Float32Array => {
  const values = new Float32Array(4 * skin.length);
  for (let i = 0; i < values.length; i += 1) {
    const [x, y] = [i % width, (i / width) | 0];
    values[i] = value(skin[(y >> 1) * (width >> 1) + (x >> 1)] as number);
  }
  return values;
};

const colour = (plane: Uint8Array, flat: Float32Array, skin: Float32Array, strength: number) => {
  for (let i = 0; i < plane.length; i += 1) {
    const lively = 1.36 - 0.12 * (skin[i] as number);
    const value = 128 + ((flat[i] as number) - 128) * lively;
    plane[i] = clamp((plane[i] as number) + strength * (value - (plane[i] as number)), 16, 240);
  }
};

/** How many pixels wide the picture's edges are, compared to a sharp picture's: 1 to 2.5. */
const softness = ({ width, height, values }: Channel): number => {
  let [near, far] = [1, 1];
  for (let y = 8; y < height - 8; y += 3)
    for (let x = 8, i = y * width + x; x < width - 8; x += 3, i += 3) {
      near += Math.abs((values[i + 1] as number) - (values[i - 1] as number));
      far += Math.abs((values[i + 4] as number) - (values[i - 4] as number));
    }
  return clamp((0.5 * far) / near, 1, 2.5);
};

/** Where people are, short lines stay only in their faces: on cloth they would be slashes. Else a drawing has details. */
const coarseAt = ({ scaleX, scaleY, region }: PatchCanvas, faces: readonly SeenFace[]) => {
  const spots = faces.map(({ points }) => {
    const around = [234, 454, 10, 152].map((index) => points[index] as Point);
    const mean = (axis: 0 | 1): number => around.reduce((sum, point) => sum + point[axis], 0) / 4;
    return { x: mean(0), y: mean(1), reach: 0.7 * measuresOf(points).height };
  });
  return (column: number, row: number): number => {
    if (spots.length === 0) return 1.5;
    const x = region.left + (column - texturePad) / scaleX;
    const y = region.top + (row - texturePad) / scaleY;
    return spots.some((spot) => Math.hypot(x - spot.x, y - spot.y) < spot.reach) ? 1 : 8;
  };
};

/** Redraws the picture in place in anime style: ink lines, flat colours, clean faces. */
export const drawAnime = (canvas: PatchCanvas, faces: readonly SeenFace[], strength: number): void => {
  const { luma, blue, red, width, height } = canvas.shown;
  const scale = Math.min(width, height) / 1080;
  const small = halfOf({ width, height, values: new Float32Array(luma) });
  const firm = firmnessOf(luma);
  const soft = softness({ width, height, values: new Float32Array(luma) });
  const grain = grainOf(small, Math.max(1, Math.round(3 * scale)));
  const fine = doubled(grain);
  const skin = plainSkin(faces, canvas, grain);
  const reach = Math.max(3, Math.round(6 * scale * soft));
  const even = perPixel(skin, width, (share) => firm * (19 + 11 * share));
  const [flat] = flatten([new Float32Array(luma)], fine, reach, 3, even);
  const colours = [small.values, new Float32Array(blue), new Float32Array(red)] as const;
  const alike = skin.map((share) => 34 + 20 * share);
  const [, flatBlue, flatRed] = flatten(colours, grain, Math.max(2, reach >> 1), 3, alike);
  const least = perPixel(skin, width, (share) => (firm * (0.013 + 0.05 * share)) / (soft * soft));
  const ink = inkLines(flat, fine, Math.max(0.9, 1.5 * scale) * soft, least, coarseAt(canvas, faces));
  for (let i = 0; i < luma.length; i += 1) {
    const value = flat[i] as number;
    const cel = value + 0.9 * (toned(value, firm * tone) - value);
    const lit = cel + (0.1 * (cel - 16) * (235 - cel)) / 110;
    const lined = lit + (ink[i] as number) * 0.86 * (16 - lit);
    luma[i] = clamp((luma[i] as number) + strength * (lined - (luma[i] as number)), 16, 235);
  }
  colour(blue, flatBlue ?? small.values, skin, strength);
  colour(red, flatRed ?? small.values, skin, strength);
};
