import { createNoise } from '../random.ts';
import { bell, type CutoutSubject, type Drawn, smooth } from './bend.ts';
import { inkOf, paintOver } from './paint-over.ts';

/** Columns and rows of the puddle's colours. */
const [columns, rows] = [25, 5];

/** Colours of the subject's lower part, smoothed, as luma and colour differences: the puddle is made of them. */
const colours = ({ front, cover, box }: CutoutSubject): Float64Array => {
  const [left, top, wide, tall] = box;
  const inks = new Float64Array(columns * rows * 4);
  for (let y = 0; y < front.height; y += 2)
    for (let x = 0; x < front.width; x += 2) {
      const [right, down] = [x / front.scale, y / front.scale];
      const column = Math.round(((right - left) / wide) * (columns - 1));
      const row = Math.round(((down - top) / tall - 0.25) * 1.34 * (rows - 1));
      if (column < 0 || column >= columns || row < 0 || row >= rows) continue;
      const [i, j] = [Math.floor(right * cover.scale), Math.floor(down * cover.scale)];
      if ((cover.values[j * cover.width + i] ?? 0) < 0.7) continue;
      const at = 3 * (y * front.width + x);
      const ink = inkOf(front.rgb[at] as number, front.rgb[at + 1] as number, front.rgb[at + 2] as number);
      for (let to = 0; to < 3; to += 1)
        inks[4 * (row * columns + column) + to] =
          (inks[4 * (row * columns + column) + to] as number) + (ink[to] as number);
      inks[4 * (row * columns + column) + 3] = (inks[4 * (row * columns + column) + 3] as number) + 1;
    }
  const even = new Float64Array(inks.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      for (let r = 0; r < rows; r += 1)
        for (let c = 0; c < columns; c += 1) {
          const weight = 1 / (0.05 + (row - r) ** 2 * 0.6 + (column - c) ** 2 * 0.12) ** 2;
          for (let to = 0; to < 4; to += 1)
            even[4 * (row * columns + column) + to] =
              (even[4 * (row * columns + column) + to] as number) +
              weight * (inks[4 * (r * columns + c) + to] as number);
        }
  return even;
};

/** The puddle that a melted subject leaves on the ground: seen from the side, with a raised rim and a gloss. */
export const createPuddle = (subject: CutoutSubject) => {
  const { box, random, strength, stage, cut } = subject;
  const [left, top, wide, tall] = box;
  // What the photo cuts off melts into its lower edge.
  const ground = cut ? stage.height : top + tall;
  const inks = colours(subject);
  const outline = createNoise(random);
  const swirl = createNoise(random);
  const size = Math.min(1.25, strength) * (0.35 * wide + 0.26 * Math.min(wide, tall) + 0.07 * tall);
  return ({ picture, cover, zoom, toFrame, width, height }: Drawn, far: number): void => {
    const grown = smooth((far - 0.04) / 0.9);
    if (grown <= 0) return;
    const place = Float64Array.of(left + wide / 2, ground);
    toFrame(place);
    const [middle = 0, base = 0] = place;
    const across = zoom * (0.3 * wide * smooth(grown / 0.2) + (size - 0.3 * wide) * grown);
    // At the lower edge of the photo half of it is hidden, and the rest would be a bar.
    const deep = Math.max(3, across * (cut ? 0.23 : 0.15) * (0.3 + 0.7 * grown));
    const line = base - 0.3 * deep;
    paintOver(
      picture,
      { width, height },
      [middle - 1.4 * across, line - 1.5 * deep, middle + 1.4 * across, line + 1.6 * deep],
      (x, y, ink) => {
        const [right, down] = [(x - middle) / across, (y - line) / deep];
        const away = Math.sqrt(right * right + down * down);
        if (away > 1.4) return;
        const covered = (cover[(y | 0) * width + (x | 0)] as number) / 255;
        // Nothing of it is seen in front of the subject further up.
        if (covered === 1 && down < -0.55) return;
        // The direction, without a seam on the left.
        const turn = down >= 0 ? right / Math.max(0.01, away) : 2 + (1 - right / Math.max(0.01, away));
        const rim = 1 + 0.26 * outline(2.4 * turn) * grown + 0.07 * outline(6 * turn + 40);
        const edge = (rim - away) * Math.min(across, deep * (1 + Math.abs(right) * 2));
        // It swallows the subject's foot without a line.
        const over = 1 - covered * (1 - smooth((down + 0.55) / 0.7));
        if (edge < -0.5) {
          const shade = smooth(1 + (edge + 0.5) / 5) * (down > 0 ? 0.35 : 0.12) * (1 - covered);
          ink.share = shade;
          [ink.luma, ink.blue, ink.red] = [16, 128, 128];
          return;
        }
        const share = away / rim;
        const column = Math.min(columns - 1.001, Math.max(0, ((right * 0.9 + 1) / 2) * (columns - 1)));
        const row = Math.min(rows - 1.001, Math.max(0, (0.25 + 0.75 * share) * (rows - 1)));
        const [c, r] = [Math.floor(column), Math.floor(row)];
        let [luma, blue, red, sum] = [0, 0, 0, 0];
        for (let i = 0; i < 4; i += 1) {
          const at = 4 * ((r + (i >> 1)) * columns + c + (i & 1));
          const weight =
            (((i & 1) === 1 ? column - c : 1 - column + c) * (i > 1 ? row - r : 1 - row + r)) /
            Math.max(1e-9, inks[at + 3] as number);
          luma += weight * (inks[at] as number);
          blue += weight * (inks[at + 1] as number);
          red += weight * (inks[at + 2] as number);
          sum += weight * (inks[at + 3] as number);
        }
        const thick = Math.min(1, Math.max(0, edge / (0.16 * deep + 2)));
        const slope = 1 - thick;
        const bright = slope * (down < 0.1 ? 0.5 : -1);
        const shine =
          bell(Math.hypot((right + 0.38) / 0.3, (down + 0.42) / 0.16)) +
          0.7 * bell(Math.hypot((right - 0.3) / 0.16, (down - 0.5) / 0.1));
        ink.share = Math.min(1, edge + 0.5) * over * smooth(grown / 0.1);
        ink.luma = luma / sum + 12 - 16 * down + 30 * bright + 56 * shine + 5 * swirl(3 * right + 2 * down);
        ink.blue = blue / sum;
        ink.red = red / sum;
      },
    );
  };
};
