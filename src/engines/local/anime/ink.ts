import { clamp, ease } from '../wave.ts';
import { type Grain, offsetOf } from './grain.ts';

/** Bell-shaped weights for one side and the middle. Counted on both sides, they sum to 1. */
const bell = (sigma: number, reach: number): readonly number[] => {
  const raw = Array.from({ length: reach + 1 }, (_, k) => {
    const fall = 1 + (k * k) / (6 * sigma * sigma);
    return 1 / (fall * fall * fall);
  });
  const sum = raw.reduce((total, value, k) => total + (k === 0 ? value : 2 * value), 0);
  return raw.map((value) => value / sum);
};

/** How much darker each pixel is than both sides of its edge, relative to their brightness. */
const darkness = (light: Float32Array, grain: Grain, thickness: number): Float32Array => {
  const { width, height } = grain;
  const reach = Math.ceil(3.2 * thickness);
  const [fine, coarse] = [bell(thickness, reach), bell(1.6 * thickness, reach)];
  const dark = new Float32Array(light.length);
  for (let y = reach + 1; y < height - reach - 1; y += 1)
    for (let x = reach + 1, i = y * width + x; x < width - reach - 1; x += 1, i += 1) {
      const [stepX, stepY] = [-(grain.down[i] as number), grain.right[i] as number];
      let near = (light[i] as number) * (fine[0] as number);
      let far = (light[i] as number) * (coarse[0] as number);
      for (let k = 1; k <= reach; k += 1) {
        const offset = offsetOf(k, stepX, stepY, width);
        const sum = (light[i + offset] as number) + (light[i - offset] as number);
        near += (fine[k] as number) * sum;
        far += (coarse[k] as number) * sum;
      }
      dark[i] = (far - near) / (far + 12);
    }
  return dark;
};

/** Averages along the grain, which closes gaps in lines and suppresses specks. */
const joined = (dark: Float32Array, grain: Grain, reach: number): Float32Array => {
  const { width, height } = grain;
  const weights = bell(reach / 2, reach);
  const result = new Float32Array(dark.length);
  for (let y = reach + 1; y < height - reach - 1; y += 1)
    for (let x = reach + 1, i = y * width + x; x < width - reach - 1; x += 1, i += 1) {
      const [stepX, stepY] = [grain.right[i] as number, grain.down[i] as number];
      let sum = (dark[i] as number) * (weights[0] as number);
      for (let k = 1; k <= reach; k += 1) {
        const offset = offsetOf(k, stepX, stepY, width);
        sum += (weights[k] as number) * ((dark[i + offset] as number) + (dark[i - offset] as number));
      }
      result[i] = sum;
    }
  return result;
};

/** Removes pieces of ink that weigh less than `least` at their first pixel. */
const dropSpecks = (ink: Float32Array, width: number, least: (x: number, y: number) => number): void => {
  const seen = new Uint8Array(ink.length);
  const piece: number[] = [];
  for (let start = 0; start < ink.length; start += 1) {
    if (seen[start] === 1 || (ink[start] as number) < 0.15) continue;
    piece.length = 0;
    piece.push(start);
    seen[start] = 1;
    let weight = 0;
    for (let next = 0; next < piece.length; next += 1) {
      const at = piece[next] as number;
      weight += ink[at] as number;
      for (const other of [at - 1, at + 1, at - width, at + width]) {
        if (other < 0 || other >= ink.length || seen[other] === 1 || (ink[other] as number) < 0.15) continue;
        seen[other] = 1;
        piece.push(other);
      }
    }
    if (weight < least(start % width, Math.floor(start / width))) for (const at of piece) ink[at] = 0;
  }
};

/**
 * Ink lines along the picture's edges, 0 to 1, where it is darker by a threshold
 * (flow-based difference of Gaussians, Kang et al., 2007). The larger `coarse` is
 * at a pixel, the longer a line must be there.
 */
export const inkLines = (
  light: Float32Array,
  grain: Grain,
  thickness: number,
  threshold: Float32Array,
  coarse: (x: number, y: number) => number,
): Float32Array => {
  const ink = joined(darkness(light, grain, thickness), grain, Math.ceil(4.5 * thickness));
  for (let i = 0; i < ink.length; i += 1) {
    const least = threshold[i] as number;
    ink[i] = ease(clamp(((ink[i] as number) - least) / (1.2 * least), 0, 1));
  }
  dropSpecks(ink, grain.width, (x, y) => 22 * thickness * thickness * coarse(x, y));
  return ink;
};
