import type { PlanarPicture } from '../../../media/planar.ts';
import { texturePad } from '../../../media/texture.ts';
import { clamp, ease } from '../wave.ts';

/** A framed picture with its shadow, and how much each of its pixels covers, 0 to 255. Both are padded textures. */
export type Card = { readonly picture: PlanarPicture; readonly cover: PlanarPicture };

/** Width of the paper around a portrait, and of the shadow around the paper, in widths of the portrait. */
const rim = { paper: 0.05, shadow: 0.1 } as const;

const paper = { luma: 226, blue: 124, red: 131 } as const;
const shade = { luma: 30, blue: 126, red: 132 } as const;

const even = (value: number): number => 2 * Math.round(value / 2);

const half = ({ width, height }: PlanarPicture, values: Uint8Array): Uint8Array => {
  const coarse = new Uint8Array(values.length / 4);
  for (let y = 0, index = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2, index += 1) {
      const at = y * width + x;
      const above = (values[at] as number) + (values[at + 1] as number);
      const below = (values[at + width] as number) + (values[at + width + 1] as number);
      coarse[index] = (above + below + 2) >> 2;
    }
  return coarse;
};

const blank = (width: number, height: number): PlanarPicture => ({
  width,
  height,
  luma: new Uint8Array(width * height).fill(shade.luma),
  blue: new Uint8Array((width * height) / 4).fill(shade.blue),
  red: new Uint8Array((width * height) / 4).fill(shade.red),
});

/** Lays a padded portrait on a sheet of paper that throws a soft shadow. `warmth` (0 to 1) is that of the light on it. */
export const cardOf = (portrait: PlanarPicture, warmth: number): Card => {
  const [inner, tall] = [portrait.width - 2 * texturePad, portrait.height - 2 * texturePad];
  const [edge, soft] = [even(rim.paper * inner), even(rim.shadow * inner)];
  const margin = edge + soft + texturePad;
  const picture = blank(inner + 2 * margin, tall + 2 * margin);
  const { width, height } = picture;
  const cover = new Uint8Array(width * height);
  const fill = (target: Uint8Array, source: Uint8Array, step: number, sheet: number, shift: number) => {
    const wide = width / step;
    for (let y = 0, index = 0; y < height / step; y += 1)
      for (let x = 0; x < wide; x += 1, index += 1) {
        const [right, down] = [x - margin / step, y - margin / step];
        const out = Math.max(-right, -down, right - inner / step + 1, down - tall / step + 1);
        if (out > edge / step) continue;
        const at = (down + texturePad / step) * (portrait.width / step) + right + texturePad / step;
        target[index] = clamp((out > 0 ? sheet : (source[at] as number)) + shift, 16, 240);
      }
  };
  fill(picture.luma, portrait.luma, 1, paper.luma, 0);
  fill(picture.blue, portrait.blue, 2, paper.blue, -6 * warmth);
  fill(picture.red, portrait.red, 2, paper.red, 4 * warmth);
  const reach = (place: number, start: number, length: number): number =>
    Math.max(start - place, place - start - length + 1, 0);
  const [start, wide, high] = [margin - edge, inner + 2 * edge, tall + 2 * edge];
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, index += 1) {
      const away = Math.max(reach(x, start, wide), reach(y, start, high));
      const [right, down] = [reach(x, start, wide), reach(y, start + soft / 4, high)];
      const dark = 0.5 * ease(clamp(1 - Math.sqrt(right * right + down * down) / (0.74 * soft), 0, 1));
      cover[index] = away === 0 ? 255 : 255 * dark;
    }
  const coarse = half(picture, cover);
  return { picture, cover: { width, height, luma: cover, blue: coarse, red: coarse } };
};
