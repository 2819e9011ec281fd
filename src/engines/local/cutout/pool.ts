import { createNoise } from '../random.ts';
import { bell, type CutoutSubject, type Drawn, smooth } from './bend.ts';
import { inkOf, paintOver } from './paint-over.ts';

/** Columns of the pool's colours, and the lowest share of the subject that they are from. */
const [columns, lowest] = [25, 0.22];

/** Colours of the subject's lowest part from left to right, smoothed, as luma and colour differences. */
const coloursOf = ({ front, cover, box, stage }: CutoutSubject): readonly Float64Array[] => {
  const [left, , wide, tall] = box;
  const sums = Array.from({ length: 4 }, () => new Float64Array(columns));
  for (let y = Math.round((stage.height - lowest * tall) * front.scale); y < front.height; y += 3)
    for (let x = 0; x < front.width; x += 3) {
      const column = Math.round(((x / front.scale - left) / wide) * (columns - 1));
      const [i, j] = [
        Math.floor((x / front.scale) * cover.scale),
        Math.floor((y / front.scale) * cover.scale),
      ];
      if (column < 0 || column >= columns || (cover.values[j * cover.width + i] ?? 0) < 0.7) continue;
      const at = 3 * (y * front.width + x);
      const ink = inkOf(front.rgb[at] as number, front.rgb[at + 1] as number, front.rgb[at + 2] as number);
      [...ink, 1].forEach((value, to) => {
        (sums[to] as Float64Array)[column] = ((sums[to] as Float64Array)[column] as number) + value;
      });
    }
  const even = sums.map((sum) =>
    sum.map((_, column) =>
      sum.reduce((all, value, c) => all + value / (0.4 + 0.16 * (column - c) ** 2) ** 2, 0),
    ),
  );
  const count = even[3] as Float64Array;
  return even.slice(0, 3).map((sum) => sum.map((value, i) => value / Math.max(1e-9, count[i] as number)));
};

/** The pool that rises along the photo's lower edge as what it cuts off melts: thick, with a rounded rim and a gloss. */
export const createPool = (subject: CutoutSubject) => {
  const { box, random, strength, stage } = subject;
  const [left, , wide] = box;
  const inks = coloursOf(subject);
  const waves = createNoise(random);
  const deepest = 0.105 * Math.min(1.25, strength) * stage.height;
  return ({ picture, zoom, toFrame, width, height }: Drawn, far: number): void => {
    const grown = smooth((far - 0.1) / 0.9);
    if (grown <= 0) return;
    const place = Float64Array.of(left + wide / 2, stage.height);
    toFrame(place);
    const [middle = 0, base = 0] = place;
    const across = zoom * Math.max(wide, stage.width) * (0.42 + 0.55 * grown);
    const deep = zoom * deepest * grown;
    const rim = Math.min(deep, 0.03 * zoom * stage.height);
    paintOver(
      picture,
      { width, height },
      [middle - across, base - 1.5 * deep, middle + across, base + 8],
      (x, y, ink) => {
        const right = (x - middle) / across;
        const side = 1 - right * right;
        if (side <= 0) return;
        const wave = 1 + 0.55 * waves(3.4 * right + 20) + 0.22 * waves(7 * right + 0.8 * far);
        const top = base - deep * wave * side ** 0.4;
        const depth = y - top;
        if (depth < -0.5) {
          ink.share = 0.22 * smooth(1 + depth / (0.7 * rim + 1));
          [ink.luma, ink.blue, ink.red] = [16, 128, 128];
          return;
        }
        const column = Math.min(columns - 1.001, Math.max(0, ((0.8 * right + 1) / 2) * (columns - 1)));
        const [c, rest] = [Math.floor(column), column - Math.floor(column)];
        const of = (plane: number): number =>
          (inks[plane]?.[c] ?? 0) * (1 - rest) + (inks[plane]?.[c + 1] ?? 0) * rest;
        const luma = of(0);
        const shine =
          0.9 * bell((depth - 0.42 * rim) / (0.2 * rim + 0.8)) +
          0.4 * bell((depth - 1.5 * rim) / (0.5 * rim)) * Math.max(0, waves(4.2 * right + 7));
        ink.share = Math.min(1, depth + 0.5);
        ink.luma =
          luma +
          6 -
          14 * bell(depth / (0.22 * rim + 0.6)) +
          (18 + 0.2 * luma) * shine -
          10 * smooth(depth / deep);
        [ink.blue, ink.red] = [of(1), of(2)];
      },
    );
  };
};
