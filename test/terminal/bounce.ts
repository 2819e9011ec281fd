import type { Size } from '../../src/core/shot.ts';

type Place = { readonly x: number; readonly y: number };

/** Half the side of the square that is followed, and how far it may go from one frame to the next. */
const half = 48;
const reach = 12;

/** How far down a square of the first frame has gone in every frame of a grey film, in pixels and parts of them. */
export const heights = (film: Uint8Array, { width, height }: Size, { x, y }: Place): number[] => {
  const frames = film.length / (width * height);
  const difference = (frame: number, right: number, down: number): number => {
    let sum = 0;
    for (let row = y - half; row < y + half; row += 2)
      for (let column = x - half; column < x + half; column += 2) {
        const then = film[row * width + column] ?? 0;
        const now = film[frame * width * height + (row + down) * width + column + right] ?? 0;
        sum += (now - then) ** 2;
      }
    return sum;
  };
  let [right, down] = [0, 0];
  return Array.from({ length: frames }, (_, frame) => {
    const [lastRight, lastDown] = [right, down];
    let least = Number.POSITIVE_INFINITY;
    for (let across = lastRight - reach; across <= lastRight + reach; across += 1)
      for (let fall = lastDown - reach; fall <= lastDown + reach; fall += 1) {
        const sum = difference(frame, across, fall);
        if (sum < least) [least, right, down] = [sum, across, fall];
      }
    const [above, below] = [difference(frame, right, down - 1), difference(frame, right, down + 1)];
    const bend = above - 2 * least + below;
    // Between pixels the least is at most half of one away. Further, the square was not found.
    return down + (bend > 0 ? Math.max(-0.5, Math.min(0.5, (above - below) / (2 * bend))) : 0);
  });
};

// A beat lasts 11 frames and more.
const around = 3;

/** Moments at which something is as far down as it gets, in frames and parts of them. */
export const landings = (down: readonly number[]): number[] =>
  down.flatMap((value, frame) => {
    const [before, after] = [down[frame - 1], down[frame + 1]];
    if (before === undefined || after === undefined || value <= after) return [];
    // Pixels flicker by a fraction: of the frames around a landing only the lowest counts.
    if (down.slice(Math.max(0, frame - around), frame + around + 1).some((other) => other > value)) return [];
    return [frame + (before - after) / (2 * (before - 2 * value + after))];
  });
