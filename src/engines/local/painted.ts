import type { PlanarPicture } from '../../media/planar.ts';
import { clamp } from './wave.ts';

/** Sums of a plane and of its squares over everything above and left, one wider and taller than the plane. */
const sumsOf = (values: Uint8Array, width: number, height: number) => {
  const sums = new Float64Array((width + 1) * (height + 1));
  const squares = new Float64Array(sums.length);
  for (let y = 0, index = 0; y < height; y += 1) {
    let [sum, square] = [0, 0];
    for (let x = 0; x < width; x += 1, index += 1) {
      const value = values[index] as number;
      sum += value;
      square += value * value;
      const at = (y + 1) * (width + 1) + x + 1;
      sums[at] = sum + (sums[at - width - 1] as number);
      squares[at] = square + (squares[at - width - 1] as number);
    }
  }
  return { sums, squares };
};

/** Each pixel as the mean of whichever square beside it is most even (Kuwahara et al., 1976): flat strokes, sharp edges. */
const strokes = (values: Uint8Array, width: number, height: number, radius: number): Uint8Array => {
  const { sums, squares } = sumsOf(values, width, height);
  const row = width + 1;
  const result = new Uint8Array(values.length);
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, index += 1) {
      let [least, best] = [Number.POSITIVE_INFINITY, 0];
      for (let corner = 0; corner < 4; corner += 1) {
        const left = Math.max(0, corner & 1 ? x : x - radius);
        const right = Math.min(width, (corner & 1 ? x + radius : x) + 1);
        const top = Math.max(0, corner & 2 ? y : y - radius) * row;
        const bottom = Math.min(height, (corner & 2 ? y + radius : y) + 1) * row;
        const count = ((right - left) * (bottom - top)) / row;
        const [a, b, c, d] = [top + left, top + right, bottom + left, bottom + right];
        const sum = (sums[d] as number) - (sums[c] as number) - (sums[b] as number) + (sums[a] as number);
        const square =
          (squares[d] as number) - (squares[c] as number) - (squares[b] as number) + (squares[a] as number);
        const mean = sum / count;
        const variance = square / count - mean * mean;
        if (variance >= least) continue;
        least = variance;
        best = mean;
      }
      result[index] = best;
    }
  return result;
};

/** Brightness in soft steps of this size: a cel has few tones, with a short way from one to the next. */
const tone = 24;

const toned = (value: number): number => {
  const step = (value - 16) / tone;
  const within = step - Math.floor(step) - 0.5;
  const steep = clamp(2.6 * within, -1, 1);
  const soft = 0.5 + 0.5 * steep * (1.4 - 0.4 * steep * steep);
  return 16 + tone * (Math.floor(step) + clamp(soft, 0, 1));
};

/** Draws the picture anew in flat, lively colours. A share of the photo's own grain stays, as paper would show. */
export const paintOver = ({ luma, blue, red, width, height }: PlanarPicture, strength: number): void => {
  const radius = Math.max(2, Math.round(Math.min(width, height) / 220));
  const flat = strokes(luma, width, height, radius);
  const share = 0.82 * strength;
  for (let i = 0; i < luma.length; i += 1) {
    const value = flat[i] as number;
    const cel = value + 0.55 * (toned(value) - value);
    luma[i] = clamp((luma[i] as number) * (1 - share) + cel * share, 16, 235);
  }
  for (const plane of [blue, red]) {
    const even = strokes(plane, width / 2, height / 2, Math.max(2, radius >> 1));
    for (let i = 0; i < plane.length; i += 1) {
      const value = (plane[i] as number) * (1 - share) + (even[i] as number) * share;
      plane[i] = clamp(128 + (value - 128) * (1 + 0.28 * strength), 16, 240);
    }
  }
};
