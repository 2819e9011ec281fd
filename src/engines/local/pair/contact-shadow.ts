import type { Size } from '../../../core/shot.ts';
import { box } from '../../../media/pixels/plane.ts';
import type { SheetPart } from '../layers/sheet.ts';

/** Someone drawn over a frame: how much of each pixel of a part of the frame they cover, 0 to 255. */
export type DrawnPerson = { readonly place: SheetPart; readonly cover: Uint8Array };

/** How dark the shadow beside whoever is in front is, and how far it reaches; in shares of full brightness and of the frame. */
const shadow = { dark: 0.5, reach: 0.022 } as const;

/** Values of cells at twice the resolution, blended between the middles of the cells. */
const doubled = (cells: Float32Array, { width, height }: Size): Float32Array => {
  const fine = new Float32Array(4 * width * height);
  for (let y = 0, at = 0; y < 2 * height; y += 1) {
    const row = (y >> 1) * width;
    const next = Math.min(height - 1, Math.max(0, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width;
    for (let x = 0; x < 2 * width; x += 1, at += 1) {
      const column = x >> 1;
      const beside = Math.min(width - 1, Math.max(0, column + (x % 2 === 0 ? -1 : 1)));
      const near = 0.75 * (cells[row + column] as number) + 0.25 * (cells[row + beside] as number);
      const far = 0.75 * (cells[next + column] as number) + 0.25 * (cells[next + beside] as number);
      fine[at] = 0.75 * near + 0.25 * far;
    }
  }
  return fine;
};

/** How much of a pixel of the frame someone covers, 0 to 1. */
const coverAt = ({ place, cover }: DrawnPerson, x: number, y: number): number => {
  const right = x - place.left;
  const down = y - place.top;
  if (right < 0 || down < 0 || right >= place.width || down >= place.height) return 0;
  return (cover[down * place.width + right] as number) / 255;
};

/** Shades whoever is behind, close to whoever was drawn over them. */
export const shadeContact = (
  picture: Uint8Array,
  frame: Size,
  front: DrawnPerson,
  back: DrawnPerson,
): void => {
  const left = Math.max(front.place.left, back.place.left);
  const top = Math.max(front.place.top, back.place.top);
  const right = Math.min(front.place.left + front.place.width, back.place.left + back.place.width);
  const bottom = Math.min(front.place.top + front.place.height, back.place.top + back.place.height);
  const small = { width: (right - left) >> 1, height: (bottom - top) >> 1 };
  if (small.width < 1 || small.height < 1) return;
  const values = new Float32Array(small.width * small.height);
  for (let y = 0, at = 0; y < small.height; y += 1)
    for (let x = 0; x < small.width; x += 1, at += 1) values[at] = coverAt(front, left + 2 * x, top + 2 * y);
  const radius = Math.max(1, Math.round((shadow.reach * frame.height) / 4));
  const fine = doubled(box(box({ ...small, values }, radius), radius).values, small);
  for (let y = 0, at = 0; y < 2 * small.height; y += 1) {
    let to = (top + y) * frame.width + left;
    for (let x = 0; x < 2 * small.width; x += 1, at += 1, to += 1) {
      const near = fine[at] as number;
      if (near === 0) continue;
      const open = (1 - coverAt(front, left + x, top + y)) * coverAt(back, left + x, top + y);
      const value = picture[to] as number;
      picture[to] = Math.round(value - shadow.dark * near * open * (value - 16));
    }
  }
};
