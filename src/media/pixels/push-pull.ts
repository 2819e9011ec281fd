import type { Size } from '../../core/shot.ts';

type Level = Size & { readonly colour: Float32Array; readonly weight: Float32Array };

/** Half as wide and tall: each pixel is the weighted mean of four. */
const pull = ({ width, height, colour, weight }: Level): Level => {
  const [wide, tall] = [(width + 1) >> 1, (height + 1) >> 1];
  const half = {
    width: wide,
    height: tall,
    colour: new Float32Array(wide * tall * 3),
    weight: new Float32Array(wide * tall),
  };
  for (let y = 0, to = 0; y < tall; y += 1)
    for (let x = 0; x < wide; x += 1, to += 1) {
      let [sum, red, green, blue] = [0, 0, 0, 0];
      for (let corner = 0; corner < 4; corner += 1) {
        const column = 2 * x + (corner & 1);
        const row = 2 * y + (corner >> 1);
        if (column >= width || row >= height) continue;
        const from = row * width + column;
        const share = weight[from] as number;
        sum += share;
        red += share * (colour[3 * from] as number);
        green += share * (colour[3 * from + 1] as number);
        blue += share * (colour[3 * from + 2] as number);
      }
      if (sum === 0) continue;
      half.weight[to] = Math.min(1, sum);
      half.colour[3 * to] = red / sum;
      half.colour[3 * to + 1] = green / sum;
      half.colour[3 * to + 2] = blue / sum;
    }
  return half;
};

/** Fills a level's unknown pixels smoothly from the next coarser level. */
const push = ({ width, height, colour, weight }: Level, coarse: Level): void => {
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = Math.max(0, (y - 0.5) / 2);
    const row = Math.min(coarse.height - 1, Math.floor(down));
    const next = Math.min(coarse.height - 1, row + 1);
    const v = down - row;
    for (let x = 0; x < width; x += 1, at += 1) {
      const known = weight[at] as number;
      if (known >= 1) continue;
      const right = Math.max(0, (x - 0.5) / 2);
      const column = Math.min(coarse.width - 1, Math.floor(right));
      const beside = Math.min(coarse.width - 1, column + 1);
      const u = right - column;
      const [a, b] = [3 * (row * coarse.width + column), 3 * (row * coarse.width + beside)];
      const [c, d] = [3 * (next * coarse.width + column), 3 * (next * coarse.width + beside)];
      for (let channel = 0; channel < 3; channel += 1) {
        const top =
          (coarse.colour[a + channel] as number) * (1 - u) + (coarse.colour[b + channel] as number) * u;
        const low =
          (coarse.colour[c + channel] as number) * (1 - u) + (coarse.colour[d + channel] as number) * u;
        const own = colour[3 * at + channel] as number;
        colour[3 * at + channel] = known * own + (1 - known) * (top + (low - top) * v);
      }
    }
  }
};

/**
 * Spreads known colours smoothly over unknown pixels, in place (Gortler et al., 1996). `colour` holds three numbers per
 * pixel, `weight` how well each pixel is known, 0 to 1. If nothing is known, nothing changes.
 */
export const pushPull = (colour: Float32Array, weight: Float32Array, { width, height }: Size): void => {
  const levels: Level[] = [{ width, height, colour, weight }];
  for (let top = levels[0]; top !== undefined && (top.width > 1 || top.height > 1); top = levels.at(-1))
    levels.push(pull(top));
  if (levels.at(-1)?.weight[0] === 0) return;
  for (let index = levels.length - 2; index >= 0; index -= 1) {
    const [fine, coarse] = [levels[index], levels[index + 1]];
    if (fine !== undefined && coarse !== undefined) push(fine, coarse);
  }
};
