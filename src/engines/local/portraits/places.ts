import type { Layout } from '../../../core/shot.ts';
import type { Pose } from '../camera.ts';
import type { FilmInput } from '../film-input.ts';
import type { Lens } from '../lens.ts';
import { createRandom, createWander } from '../random.ts';
import { clamp, cosine, ease, sine } from '../wave.ts';
import { portraitShape } from './crop.ts';

/** How wide a portrait without its paper is, in frame widths. */
export const portraitWidth = ({ width, height }: Pick<FilmInput, 'width' | 'height'>): number =>
  Math.min(0.4, (0.62 * portraitShape * height) / width);

/** Where the two portraits are at a time from 0 to 1: their lenses, in portrait widths from each one's middle. */
export const createPlaces = (input: FilmInput, { lean, overlap }: Layout) => {
  const { recipe, seed, width, height, fps, frames } = input;
  const seconds = frames / fps;
  const wide = portraitWidth(input);
  // In a tall frame there is room to stand one higher than the other.
  const stagger = clamp(0.3 * (height / width - 1), 0, 0.16);
  const random = createRandom(seed ^ 0x7a9e5);
  const lively = [0, 1].map(() => [0, 1].map(() => createWander(random, 0.5, seconds, recipe.loop)));
  const side =
    (index: 0 | 1) =>
    (t: number, { shrink, angle, x, y }: Pose): Lens => {
      const [bob, tilt] = lively[index] ?? [];
      const way = index === 0 ? -1 : 1;
      const near = ease(recipe.loop ? 1 - Math.abs(2 * t - 1) : clamp(t / 0.85, 0, 1));
      const apart = wide * (0.62 + (0.52 - overlap / 2 - 0.62) * near);
      const turn = (way * (0.04 - (0.04 + lean) * near) + 0.006 * (tilt?.(t * seconds) ?? 0)) / (2 * Math.PI);
      const [middleX, middleY] = [way * apart, way * stagger + 0.004 * (bob?.(t * seconds) ?? 0)];
      const [cos, sin] = [cosine(turn) / wide, sine(turn) / wide];
      const [seenCos, seenSin] = [cosine(angle) * shrink, sine(angle) * shrink];
      return (points) => {
        for (let i = 0; i < points.length; i += 2) {
          const [fromX, fromY] = [points[i] as number, points[i + 1] as number];
          const right = seenCos * fromX - seenSin * fromY + x - middleX;
          const down = seenSin * fromX + seenCos * fromY + y - middleY;
          points[i] = cos * right + sin * down;
          points[i + 1] = cos * down - sin * right;
        }
      };
    };
  return [side(0), side(1)] as const;
};
