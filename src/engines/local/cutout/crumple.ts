import { cosine, sine } from '../wave.ts';
import type { CutoutSubject } from './bend.ts';

/** A row of parallel folds: its direction and length in subject widths, where it starts, and how deep it is. */
type Folds = {
  readonly across: number;
  readonly down: number;
  readonly start: number;
  readonly deep: number;
};

const many = 5;

/** Folds as in crumpled paper: flat facets with clear creases between them, mostly across the press. */
export const createCrumple = ({ box: [left, top, wide, tall], random, faces }: CutoutSubject) => {
  const size = Math.sqrt(wide * tall);
  const rows: readonly Folds[] = Array.from({ length: many }, (_, index) => {
    const heading = 0.25 + 0.24 * (random() - random());
    const length = 0.15 + 0.26 * ((index + random()) / many);
    return {
      across: cosine(heading) / length / size,
      down: sine(heading) / length / size,
      start: random(),
      deep: length,
    };
  });
  /** How high a place stands out, in shares of the subject's size, and how steep it is there. */
  return (x: number, y: number) => {
    const [right, low] = [x - left, y - top];
    // Creases aren't straight across all of it.
    const bow = 0.05 * size * sine((right + 0.6 * low) / (0.9 * size));
    let [high, steepRight, steepDown] = [0, 0, 0];
    for (const { across, down, start, deep } of rows) {
      const at = across * (right + 0.5 * bow) + down * (low + bow) + start;
      high += deep * sine(at);
      // Light changes faster at a crease than the height does.
      const rising = cosine(at + 0.06 * sine(at));
      const steep = Math.sign(rising) * Math.sqrt(Math.abs(rising)) * deep * size;
      steepRight += steep * across;
      steepDown += steep * down;
    }
    let calm = 1;
    for (const face of faces) {
      const away = ((x - face.x) / face.width) ** 2 + ((y - face.y) / face.height) ** 2;
      calm = Math.min(calm, 0.35 + 0.65 * Math.min(1, away / 0.8));
    }
    return { high: calm * high, light: calm * (0.45 * steepRight + 0.7 * steepDown) };
  };
};
