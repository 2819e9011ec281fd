import { measuresOf } from '../../../media/analysis/head-pose.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { texturePad } from '../../../media/texture.ts';
import type { Canvas } from '../face/patch.ts';
import { clamp } from '../wave.ts';
import { drawEyes } from './drawn-eyes.ts';
import { flatten } from './flatten.ts';
import { type Channel, doubled, grainOf } from './grain.ts';
import { inkLines } from './ink.ts';
import { celTable, fine } from './levels.ts';
import { plainSkin } from './plain-skin.ts';

/** Tones of brightness and of each colour difference at most, and how far apart they are at least: a cel has few. */
const [tones, apart, tints, tintApart] = [6, 22, 7, 7] as const;

/** The levels of brightness that a picture needs to have for whole steps. A faint one has smaller steps and edges. */
const whole = 110;

/** How faint a picture is, from 0.3 to 1: nearly all its levels of brightness against those it needs. */
const firmnessOf = (luma: Uint8Array): number => {
  const levels = luma.toSorted();
  const [dark, light] = [0.02, 0.98].map((share) => levels[Math.floor(share * (levels.length - 1))] ?? 0);
  return clamp(((light ?? 0) - (dark ?? 0)) / whole, 0.3, 1);
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
  const table = celTable(
    flat,
    (i) => 1 + 2 * (skin[i] as number) + Math.abs((flat[i] as number) - 128) / 4,
    tints,
    tintApart,
    3,
  );
  for (let i = 0; i < plane.length; i += 1) {
    const lively = 1.3 - 0.14 * (skin[i] as number);
    const own = flat[i] as number;
    const cel = own + 0.75 * ((table[(own * fine) | 0] as number) - own);
    const value = 128 + (cel - 128) * lively;
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

/** How far a place is from the nearest face's middle, in face heights; null without faces. */
const awayFrom = ({ scaleX, scaleY, region }: Canvas, faces: readonly SeenFace[]) => {
  if (faces.length === 0) return null;
  const spots = faces.map(({ points }) => {
    const around = [234, 454, 10, 152].map((index) => points[index] as Point);
    const mean = (axis: 0 | 1): number => around.reduce((sum, point) => sum + point[axis], 0) / 4;
    return { x: mean(0), y: mean(1), tall: measuresOf(points).height };
  });
  return (column: number, row: number): number => {
    const x = region.left + (column - texturePad) / scaleX;
    const y = region.top + (row - texturePad) / scaleY;
    return Math.min(...spots.map((spot) => Math.hypot(x - spot.x, y - spot.y) / spot.tall));
  };
};

/** Redraws the picture in place in anime style: ink lines, flat colours, clean faces. */
export const drawAnime = (canvas: Canvas, faces: readonly SeenFace[], strength: number): void => {
  const { luma, blue, red, width, height } = canvas.shown;
  const scale = Math.min(width, height) / 1080;
  const small = halfOf({ width, height, values: new Float32Array(luma) });
  const firm = firmnessOf(luma);
  const soft = softness({ width, height, values: new Float32Array(luma) });
  const grain = grainOf(small, Math.max(1, Math.round(3 * scale)));
  const full = doubled(grain);
  const skin = plainSkin(faces, canvas, grain);
  const reach = Math.max(3, Math.round(6 * scale * soft));
  const away = awayFrom(canvas, faces);
  // Eyes and lips keep more of their detail than anything else.
  const features = skin.map((share, i) => {
    const [x, y] = [2 * (i % (width >> 1)), 2 * Math.floor(i / (width >> 1))];
    return away === null ? 0 : (1 - share) * clamp((0.6 - away(x, y)) / 0.15, 0, 1);
  });
  const fineness = perPixel(features, width, (share) => 1 - 0.5 * share);
  const even = perPixel(skin, width, (share) => firm * (26 + 20 * share)).map(
    (value, i) => value * (fineness[i] as number),
  );
  const [flat] = flatten([new Float32Array(luma)], full, reach, 3, even);
  const colours = [small.values, new Float32Array(blue), new Float32Array(red)] as const;
  const alike = skin.map((share) => 44 + 20 * share);
  const [, flatBlue, flatRed] = flatten(colours, grain, Math.max(2, reach >> 1), 3, alike);
  const least = perPixel(skin, width, (share) => (firm * (0.013 + 0.05 * share)) / (soft * soft));
  // Where people are, short lines stay only in their faces: on cloth they would be slashes. Else a drawing has details.
  const coarse = (x: number, y: number): number => (away === null ? 1.5 : away(x, y) < 0.7 ? 1 : 8);
  const ink = inkLines(flat, full, Math.max(0.9, 1.5 * scale) * soft, least, coarse);
  const table = celTable(flat, () => 1, tones, firm * apart, firm * 6);
  for (let i = 0; i < luma.length; i += 1) {
    const value = flat[i] as number;
    const cel = value + 0.94 * (fineness[i] as number) * ((table[(value * fine) | 0] as number) - value);
    const lit = cel + (0.1 * (cel - 16) * (235 - cel)) / 110;
    const lined = lit + (ink[i] as number) * 0.86 * (16 - lit);
    luma[i] = clamp((luma[i] as number) + strength * (lined - (luma[i] as number)), 16, 235);
  }
  colour(blue, flatBlue ?? small.values, skin, strength);
  colour(red, flatRed ?? small.values, skin, strength);
  if (strength > 0.5) drawEyes(canvas, faces);
};
