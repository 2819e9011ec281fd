import type { Size } from '../../../core/shot.ts';
import { box } from '../../../media/pixels/plane.ts';
import { coverAt, type DrawnFace, doubled } from './face-over.ts';

/** How dark the shadow beside whoever is in front is, and how far it reaches; in shares of full brightness and of the frame. */
const shadow = { dark: 0.5, reach: 0.022 } as const;

/** Shades whoever is behind, close to whoever was drawn over them. */
export const shadeContact = (picture: Uint8Array, frame: Size, front: DrawnFace, back: DrawnFace): void => {
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
