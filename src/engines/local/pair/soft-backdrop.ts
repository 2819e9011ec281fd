import type { Size } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { floatsFrom } from '../../../media/pixels/numbers.ts';
import { box } from '../../../media/pixels/plane.ts';
import { pushPull } from '../../../media/pixels/push-pull.ts';
import { lookUp, shrink } from '../../../media/pixels/shrink.ts';
import { type PlanarPicture, planarOf } from '../../../media/planar.ts';
import { type Pixels, readRegion } from '../../../media/texture.ts';
import { createRandom } from '../random.ts';
import { clamp, ease } from '../wave.ts';

/** Length in pixels of the longer side of the copy that is blurred. */
const smallSide = 180;

/** RGB colours: `dusk` is mixed into dark areas, `sun` into the lit middle. */
const dusk = [74, 54, 42] as const;
const sun = [255, 221, 180] as const;

/** A small copy of a photo without its people, strongly blurred. Throws `Failure` `photo_damaged`. */
const softCopy = async (
  photo: Pixels,
  { width, height, mask }: PhotoAnalysis,
  small: Size,
  frame: Size,
  warmth: number,
): Promise<Float32Array> => {
  const shape = frame.width / frame.height;
  const wide = Math.floor(Math.min(width, height * shape));
  const tall = Math.floor(Math.min(height, width / shape));
  const region = {
    left: (width - wide) >> 1,
    // Crop more below than above: people are at the bottom, light comes from the top.
    top: Math.floor(0.3 * (height - tall)),
    width: Math.max(1, wide),
    height: Math.max(1, tall),
  };
  const colour = new Float32Array(await readRegion(photo, region, small));
  const free = new Float32Array(small.width * small.height).fill(1);
  if (mask !== null) {
    const cover = shrink(mask.data, mask, { width: 128, height: 128 }, 1);
    for (let at = 0; at < free.length; at += 1) {
      const x = (region.left + (((at % small.width) + 0.5) * region.width) / small.width) / width;
      const y = (region.top + ((Math.floor(at / small.width) + 0.5) * region.height) / small.height) / height;
      free[at] = lookUp(cover, { width: 128, height: 128 }, 1, x, y, 0) > 12 ? 0 : 1;
    }
    const grown = box({ ...small, values: free }, 3).values;
    for (let at = 0; at < free.length; at += 1) free[at] = (grown[at] as number) > 0.98 ? 1 : 0;
  }
  pushPull(colour, free, small);
  const radius = Math.max(3, Math.round(0.035 * smallSide));
  const soft = [0, 1, 2].map((channel) => {
    const values = floatsFrom(free, (_, at) => (colour[3 * at + channel] as number) ** 2);
    return box(box(box({ ...small, values }, radius), radius), radius).values.map(Math.sqrt);
  }) as [Float32Array, Float32Array, Float32Array];
  for (let at = 0; at < free.length; at += 1) {
    const [red, green, blue] = [soft[0][at] as number, soft[1][at] as number, soft[2][at] as number];
    const grey = 0.3 * red + 0.59 * green + 0.11 * blue;
    const dark = 0.4 * warmth * ease(clamp(1 - grey / 110, 0, 1));
    for (let channel = 0; channel < 3; channel += 1) {
      const faded =
        grey * (1 + 0.1 * warmth * (1 - channel)) + 0.95 * ((soft[channel]?.[at] as number) - grey);
      colour[3 * at + channel] = faded + dark * ((dusk[channel] as number) - faded);
    }
  }
  return colour;
};

/** Enlarges a soft picture to the frame and lights its middle. */
const litPicture = (colour: Float32Array, small: Size, frame: Size, warmth: number): PlanarPicture => {
  const random = createRandom(1);
  const rgb = new Uint8Array(3 * frame.width * frame.height);
  for (let y = 0, at = 0; y < frame.height; y += 1)
    for (let x = 0; x < frame.width; x += 1) {
      const [right, down] = [(x + 0.5) / frame.width, (y + 0.5) / frame.height];
      const away = Math.sqrt((right - 0.5) ** 2 + 0.8 * (down - 0.42) ** 2);
      const lit = 0.06 * warmth * (1 - ease(clamp(away / 0.62, 0, 1)));
      const fall = 1 - 0.15 * ease(clamp((away - 0.3) / 0.5, 0, 1));
      // Add a little noise, because 8 bits would show banding.
      const grain = 4 * (random() - 0.5);
      for (let channel = 0; channel < 3; channel += 1, at += 1) {
        const value = lookUp(colour, small, 3, right, down, channel);
        rgb[at] = clamp((value + lit * ((sun[channel] as number) - value)) * fall + grain, 0, 255);
      }
    }
  return planarOf(rgb, frame);
};

/**
 * The background for two people: behind each one, the background of their own photo. Throws `Failure`
 * `photo_damaged`.
 */
export const sharedBackdrop = async (
  people: readonly { readonly photo: Pixels; readonly seen: PhotoAnalysis; readonly mirrored: boolean }[],
  frame: Size,
  warmth: number,
): Promise<PlanarPicture> => {
  const scale = smallSide / Math.max(frame.width, frame.height);
  const small = { width: Math.round(frame.width * scale), height: Math.round(frame.height * scale) };
  const [left, right] = (await Promise.all(
    people.map(({ photo, seen }) => softCopy(photo, seen, small, frame, warmth)),
  )) as [Float32Array, Float32Array];
  const mixed = left.map((value, at) => {
    const x = (Math.floor(at / 3) % small.width) + 0.5;
    return value + ease(clamp((x / small.width - 0.25) / 0.5, 0, 1)) * ((right[at] as number) - value);
  });
  return litPicture(mixed, small, frame, warmth);
};
