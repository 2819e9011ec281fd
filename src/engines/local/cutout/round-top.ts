import { type CutoutSubject, smooth } from './bend.ts';

/** Spacing of the columns in which a subject's top is looked for, in stage pixels. */
export const across = 8;

/** How close to the frame's upper edge a subject counts as cut off by it, in stage pixels. */
const nearTop = 5;

/** Top of the subject in each column, smoothed over its neighbours. */
export const topsOf = (
  { width, height, scale, values }: CutoutSubject['cover'],
  count: number,
  [, top]: CutoutSubject['box'],
): Float64Array => {
  const tops = new Float64Array(count).fill(top);
  for (let column = 0; column < count; column += 1) {
    const x = Math.min(width - 1, Math.floor(column * across * scale));
    for (let y = height - 1; y >= 0; y -= 1)
      if ((values[y * width + x] as number) >= 0.5) tops[column] = y / scale;
  }
  return tops.map((_, i) => {
    const near = tops.subarray(Math.max(0, i - 6), Math.min(count, i + 7));
    return near.reduce((sum, y) => sum + y, 0) / near.length;
  });
};

/** How far the top of each column sags, in stage pixels, so that a head that the photo cuts off gets round instead of flat. */
export const sagging = (tops: Float64Array): { readonly sag: Float64Array; readonly radius: number } => {
  const cut = Array.from(tops.keys()).filter((column) => (tops[column] as number) < nearTop);
  const [first = 0, last = 0] = [cut[0], cut.at(-1)];
  const half = (last - first) / 2 + 1;
  const radius = 0.45 * half * across;
  const sag = tops.map((_, column) => {
    const aside = Math.abs(column - (first + last) / 2) / half;
    if (cut.length < 3) return 0;
    // What is beside the cut comes down with it, or its ends would stand up like horns; a step there would split the head.
    return radius * (aside < 1 ? smooth(aside) : smooth(2 - aside));
  });
  return { sag, radius };
};
