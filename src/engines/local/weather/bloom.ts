import type { Size } from '../../../core/shot.ts';
import { box, type Plane } from '../../../media/pixels/plane.ts';

const cell = 4;

/** Luma above which light spills over. */
const threshold = 132;

/** The highlights of a frame at a quarter of its size, 0 to 1. */
const highlights = (picture: Uint8Array, { width, height }: Size): Plane => {
  const small = { width: Math.ceil(width / cell), height: Math.ceil(height / cell) };
  const values = new Float32Array(small.width * small.height);
  for (let row = 0, i = 0; row < small.height; row += 1)
    for (let column = 0; column < small.width; column += 1, i += 1) {
      const place = Math.min(height - 2, row * cell + 1) * width + Math.min(width - 2, column * cell + 1);
      const luma =
        ((picture[place] as number) +
          (picture[place + 1] as number) +
          (picture[place + width] as number) +
          (picture[place + width + 1] as number)) /
        4;
      const over = Math.max(0, luma - threshold) / (235 - threshold);
      values[i] = over * over;
    }
  return { ...small, values };
};

/** Adds warm light around bright areas. The strength is 0 to 1. */
export const createBloom = ({ width, height }: Size) => {
  const radius = Math.max(2, Math.round(Math.min(width, height) / cell / 16));
  const [wide, tall] = [width >> 1, height >> 1];
  const area = width * height;
  return (picture: Uint8Array, strength: number): void => {
    const {
      values,
      width: columns,
      height: rows,
    } = box(box(highlights(picture, { width, height }), radius), radius);
    for (let row = 0, i = 0; row < tall; row += 1) {
      const y = Math.min(rows - 1.001, Math.max(0, row / 2 - 0.25));
      const above = (y | 0) * columns;
      const v = y - (y | 0);
      for (let column = 0; column < wide; column += 1, i += 1) {
        const x = Math.min(columns - 1.001, Math.max(0, column / 2 - 0.25));
        const [left, u] = [above + (x | 0), x - (x | 0)];
        const top = (values[left] as number) * (1 - u) + (values[left + 1] as number) * u;
        const bottom =
          (values[left + columns] as number) * (1 - u) + (values[left + columns + 1] as number) * u;
        const light = strength * (top + (bottom - top) * v);
        if (light < 0.004) continue;
        const share = Math.min(200, 256 * light) | 0;
        const place = 2 * row * width + 2 * column;
        for (let corner = 0; corner < 4; corner += 1) {
          const at = place + (corner >> 1) * width + (corner & 1);
          const luma = picture[at] as number;
          picture[at] = luma + (((238 - luma) * share) >> 8);
        }
        const blue = area + i;
        const red = area * 1.25 + i;
        picture[blue] = (picture[blue] as number) + (((112 - (picture[blue] as number)) * share) >> 9);
        picture[red] = (picture[red] as number) + (((142 - (picture[red] as number)) * share) >> 9);
      }
    }
  };
};
