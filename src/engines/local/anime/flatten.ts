import { type Grain, offsetOf } from './grain.ts';

/** Weight of a difference, given in tolerances. It is 1 for no difference. */
const likeness = (difference: number): number => {
  const share = 1 + difference * difference;
  return 1 / (share * share);
};

/** Number of steps in the weight table, which ends at four tolerances. */
const steps = 512;

/** Brightness only, or with both colour differences. */
export type Layers = readonly [light: Float32Array, blue?: Float32Array, red?: Float32Array];

/** One averaging pass along or across the grain, in which only similar pixels count. */
const pass = (
  [light, blue, red]: Layers,
  grain: Grain,
  alongGrain: boolean,
  reach: number,
  tolerance: Float32Array,
): Layers => {
  const { width, height } = grain;
  const table = Float32Array.from({ length: steps }, (_, i) => likeness((4 * i) / steps));
  const near = Float32Array.from({ length: reach + 1 }, (_, k) => 1 / (1 + (2 * k * k) / (reach * reach)));
  const flat = light.slice();
  const [flatBlue, flatRed] = [blue?.slice(), red?.slice()];
  const [across, down] = alongGrain ? [grain.right, grain.down] : [grain.down, grain.right];
  const turn = alongGrain ? 1 : -1;
  for (let y = reach + 1; y < height - reach - 1; y += 1)
    for (let x = reach + 1, i = y * width + x; x < width - reach - 1; x += 1, i += 1) {
      const [stepX, stepY] = [turn * (across[i] as number), down[i] as number];
      const scale = steps / (4 * (tolerance[i] as number));
      const own = light[i] as number;
      let [total, sum, sumBlue, sumRed] = [1, own, blue?.[i] ?? 0, red?.[i] ?? 0];
      const [ownBlue, ownRed] = [sumBlue, sumRed];
      for (let k = 1; k <= reach; k += 1) {
        const offset = offsetOf(k, stepX, stepY, width);
        for (let other = i - offset; ; other = i + offset) {
          const value = light[other] as number;
          let difference = Math.abs(value - own);
          if (blue !== undefined && red !== undefined)
            difference +=
              Math.abs((blue[other] as number) - ownBlue) + Math.abs((red[other] as number) - ownRed);
          const place = (difference * scale) | 0;
          if (place < steps) {
            const weight = (table[place] as number) * (near[k] as number);
            total += weight;
            sum += weight * value;
            if (blue !== undefined && red !== undefined) {
              sumBlue += weight * (blue[other] as number);
              sumRed += weight * (red[other] as number);
            }
          }
          if (other === i + offset) break;
        }
      }
      flat[i] = sum / total;
      if (flatBlue !== undefined && flatRed !== undefined) {
        flatBlue[i] = sumBlue / total;
        flatRed[i] = sumRed / total;
      }
    }
  return [flat, flatBlue, flatRed] as Layers;
};

/**
 * Flattens small differences and preserves edges: alternates averages across and along the grain, in which only similar
 * pixels count (Kyprianidis and Döllner, 2008).
 */
export const flatten = (
  layers: Layers,
  grain: Grain,
  reach: number,
  rounds: number,
  tolerance: Float32Array,
): Layers => {
  let flat = layers;
  for (let round = 0; round < rounds; round += 1) {
    flat = pass(flat, grain, false, reach, tolerance);
    flat = pass(flat, grain, true, reach, tolerance);
  }
  return flat;
};
