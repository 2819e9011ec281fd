import type { Size } from '../../../core/shot.ts';
import { clamp } from '../wave.ts';

/** A colour in BT.709 limited range, and how much of it a pixel takes, 0 to 1. */
export type Ink = { share: number; luma: number; blue: number; red: number };

/** Luma and colour differences of an RGB colour, in BT.709 limited range. */
export const inkOf = (red: number, green: number, blue: number): readonly [number, number, number] => {
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return [
    16 + (luma * 219) / 255,
    128 + ((blue - luma) * 224) / 255 / 1.8556,
    128 + ((red - luma) * 224) / 255 / 1.5748,
  ];
};

/** Draws over a part of a frame (planar yuv420p). `at` sets what a pixel takes; places are pixel centres. */
export const paintOver = (
  picture: Uint8Array,
  { width, height }: Size,
  [left, top, right, bottom]: readonly [number, number, number, number],
  at: (x: number, y: number, ink: Ink) => void,
): void => {
  const [west, north] = [Math.max(0, Math.floor(left)) & ~1, Math.max(0, Math.floor(top)) & ~1];
  const [east, south] = [Math.min(width, Math.ceil(right)), Math.min(height, Math.ceil(bottom))];
  const ink: Ink = { share: 0, luma: 16, blue: 128, red: 128 };
  const area = width * height;
  const wide = width >> 1;
  for (let y = north; y < south; y += 1)
    for (let x = west; x < east; x += 1) {
      ink.share = 0;
      at(x + 0.5, y + 0.5, ink);
      if (ink.share <= 0) continue;
      const i = y * width + x;
      picture[i] = (picture[i] as number) + ink.share * (clamp(ink.luma, 16, 235) - (picture[i] as number));
    }
  for (let y = north; y < south; y += 2)
    for (let x = west; x < east; x += 2) {
      ink.share = 0;
      at(x + 1, y + 1, ink);
      if (ink.share <= 0) continue;
      const i = area + (y >> 1) * wide + (x >> 1);
      const j = i + (area >> 2);
      picture[i] = (picture[i] as number) + ink.share * (ink.blue - (picture[i] as number));
      picture[j] = (picture[j] as number) + ink.share * (ink.red - (picture[j] as number));
    }
};
