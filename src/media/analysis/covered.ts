import type { Eye, Point } from './types.ts';
import type { Picture } from './view.ts';

/** Mean brightness (0 to 255) and spread around a place. */
const patch = ({ width, height, data }: Picture, [x, y]: Point, radius: number) => {
  let [sum, squares, count] = [0, 0, 0];
  for (
    let row = Math.max(0, Math.round(y - radius));
    row <= Math.min(height - 1, Math.round(y + radius));
    row += 1
  )
    for (
      let column = Math.max(0, Math.round(x - radius));
      column <= Math.min(width - 1, Math.round(x + radius));
      column += 1
    ) {
      const at = (row * width + column) * 3;
      const luma =
        0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
      sum += luma;
      squares += luma * luma;
      count += 1;
    }
  const mean = sum / Math.max(1, count);
  return { mean, spread: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) };
};

const at = (points: readonly Point[], index: number): Point => points[index] as Point;

const between = (a: Point, b: Point, share: number): Point => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  0,
];

/** Skin under and over an eye is about as bright as cheeks and forehead; sunglasses are not. */
const darkGlass = (
  picture: Picture,
  points: readonly Point[],
  eye: Eye,
  under: number,
  over: number,
  cheek: number,
) => {
  const radius = 0.1 * Math.hypot(eye.outer[0] - eye.inner[0], eye.outer[1] - eye.inner[1]);
  const skin = patch(picture, at(points, cheek), 2 * radius).mean;
  const brow = patch(picture, at(points, 9), 2 * radius).mean;
  const rings = [under, over].map((index) => patch(picture, at(points, index), radius).mean);
  const inside = patch(picture, between(eye.outer, eye.inner, 0.5), 2.5 * radius).mean;
  return Math.max(...rings, inside) < 0.55 * Math.min(skin, 1.2 * brow);
};

/** Whether something hides the eyes or the mouth: there the mesh is a guess, and what moves would be the thing in front. */
export const coveredIn = (
  picture: Picture,
  points: readonly Point[],
  eyes: { readonly left: Eye; readonly right: Eye },
): { readonly eyes: boolean; readonly mouth: boolean } => ({
  eyes:
    darkGlass(picture, points, eyes.right, 230, 223, 50) &&
    darkGlass(picture, points, eyes.left, 450, 443, 280),
  mouth: false,
});
