import type { Size } from '../../../core/shot.ts';
import { type PlanarPicture, planarOf } from '../../../media/planar.ts';
import { texturePad } from '../../../media/texture.ts';

/** A part of a picture: its upper left corner and its size. */
export type SheetPart = Size & { readonly left: number; readonly top: number };

/**
 * A padded texture with a coverage of 0 to 255 for each pixel. At rest it shows what is at `left`, `top` (in frame
 * pixels). `density` is the number of texture pixels per frame pixel.
 */
export type Sheet = {
  readonly picture: PlanarPicture;
  readonly cover: PlanarPicture;
  readonly density: number;
  readonly left: number;
  readonly top: number;
};

/** A part of a picture with its border pixels repeated around it. */
const padded = (values: Uint8Array, { width }: Size, part: SheetPart, channels: number): Uint8Array => {
  const [wide, tall] = [part.width + 2 * texturePad, part.height + 2 * texturePad];
  const result = new Uint8Array(wide * tall * channels);
  for (let y = 0, at = 0; y < tall; y += 1) {
    const row = part.top + Math.min(Math.max(y - texturePad, 0), part.height - 1);
    for (let x = 0; x < wide; x += 1) {
      const column = part.left + Math.min(Math.max(x - texturePad, 0), part.width - 1);
      const from = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel += 1, at += 1)
        result[at] = values[from + channel] as number;
    }
  }
  return result;
};

const halfOf = (cover: Uint8Array, { width, height }: Size): Uint8Array => {
  const half = new Uint8Array(cover.length / 4);
  for (let y = 0, to = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2, to += 1) {
      const at = y * width + x;
      const above = (cover[at] as number) + (cover[at + 1] as number);
      const below = (cover[at + width] as number) + (cover[at + width + 1] as number);
      half[to] = (above + below + 2) >> 2;
    }
  return half;
};

/** A padded texture of a part (with even sides) of packed RGB. */
export const textureOf = (rgb: Uint8Array, size: Size, part: SheetPart): PlanarPicture =>
  planarOf(padded(rgb, size, part, 3), {
    width: part.width + 2 * texturePad,
    height: part.height + 2 * texturePad,
  });

/** The bounding box of a matte, with a margin of a few pixels and even sides; null when the matte is empty. */
export const partOf = (matte: Uint8Array, { width, height }: Size, margin: number): SheetPart | null => {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) {
      if (matte[at] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  if (right < 0) return null;
  const start = (value: number) => Math.max(0, value - margin) & ~1;
  const [west, north] = [start(left), start(top)];
  return {
    left: west,
    top: north,
    width: (Math.min(width, right + 1 + margin) - west + 1) & ~1,
    height: (Math.min(height, bottom + 1 + margin) - north + 1) & ~1,
  };
};

/** Makes a sheet of what a matte covers. Both have the same (even) size, with `density` pixels per frame pixel. */
export const sheetOf = (
  rgb: Uint8Array,
  matte: Uint8Array,
  size: Size,
  density: number,
  part: SheetPart,
): Sheet => {
  const picture = textureOf(rgb, size, part);
  const cover = padded(matte, size, part, 1);
  const half = halfOf(cover, picture);
  const { width, height } = picture;
  return {
    picture,
    cover: { width, height, luma: cover, blue: half, red: half },
    density,
    left: part.left / density,
    top: part.top / density,
  };
};

/** Hides everything beyond a sheet's upper edge, where the photo cuts it off. */
export const openTop = (sheet: Sheet): Sheet => {
  const { luma, blue, width } = sheet.cover;
  luma.fill(0, 0, texturePad * width);
  blue.fill(0, 0, (texturePad / 2) * (width / 2));
  return sheet;
};
