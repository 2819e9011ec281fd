import type { Size } from '../../core/shot.ts';
import { pushPull } from './push-pull.ts';
import { lookUp, shrink, within } from './shrink.ts';

/** Long side in pixels of the copy on which colours are spread. */
const spreadSide = 640;

/** Maximum distance of an edge's colour from the cut-out's inner colour, in levels. */
const leeway = 60;

const spread = (colour: Float32Array, known: (at: number) => boolean, size: Size): Float32Array => {
  const weight = new Float32Array(size.width * size.height);
  for (let at = 0; at < weight.length; at += 1) weight[at] = known(at) ? 1 : 0;
  pushPull(colour, weight, size);
  return colour;
};

/**
 * The foreground colours under a matte (0 to 255), without the background that shows through at its edge: solves the
 * matting equation for the foreground, kept close to the colours further inside. All have the picture's size.
 */
export const frontOf = (rgb: Uint8Array, matte: Uint8Array, size: Size): Uint8Array => {
  const small = within(size, spreadSide);
  const seen = shrink(rgb, size, small, 3);
  const cover = shrink(matte, size, small, 1);
  const front = spread(seen.slice(), (at) => (cover[at] as number) > 247, small);
  const back = spread(seen, (at) => (cover[at] as number) < 4, small);
  const colour = new Uint8Array(rgb);
  const { width, height } = size;
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      const share = matte[at] as number;
      if (share > 247) continue;
      const [right, down] = [(x + 0.5) / width, (y + 0.5) / height];
      const alpha = share / 255;
      for (let channel = 0; channel < 3; channel += 1) {
        const inner = lookUp(front, small, 3, right, down, channel);
        let value = inner;
        if (alpha > 0.1) {
          const outer = lookUp(back, small, 3, right, down, channel);
          const solved = ((rgb[3 * at + channel] as number) - (1 - alpha) * outer) / alpha;
          value = Math.min(inner + leeway, Math.max(inner - leeway, solved));
        }
        colour[3 * at + channel] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  return colour;
};
