import type { Size } from '../../../core/shot.ts';

/** A cut-out: packed RGB and its matte. */
type CutOut = Size & { readonly front: Uint8Array; readonly matte: Uint8Array };

/** The share of rows in which a body must reach a side of its photo to go on beyond it. */
const reaches = 0.05;

/** In face widths: how far a body goes on, and how many columns at the side it is made from. */
const [beyond, taken] = [0.9, 0.15];

/** Columns at the very border that show its frame or its blur. */
const inset = 3;

/** How far the shoulder has fallen at a distance beyond the side: an arc that ends as an arm. */
const fallAt = (away: number, wide: number): number => 0.4 * away + (away * away) / (0.9 * wide);

/** Columns to add at each side on which the photo cuts a body off: `open` tells which sides end with the photo. */
export const missingSides = (
  { width, height, matte }: Pick<CutOut, 'width' | 'height' | 'matte'>,
  wide: number,
  open: { readonly left: boolean; readonly right: boolean },
): { readonly left: number; readonly right: number } => {
  const add = 2 * Math.round((beyond * wide) / 2);
  const needed = (column: number): number => {
    let rows = 0;
    for (let y = 0; y < height; y += 1) if ((matte[y * width + column] as number) > 128) rows += 1;
    return rows > reaches * height ? add : 0;
  };
  return { left: open.left ? needed(inset) : 0, right: open.right ? needed(width - 1 - inset) : 0 };
};

/** The row from which a column of a matte is covered down to its lower end. */
const shoulderAt = (matte: Uint8Array, { width, height }: Size, column: number): number => {
  let row = height;
  while (row > 0 && (matte[(row - 1) * width + column] as number) > 16) row -= 1;
  return row;
};

/** Continues a body beyond the sides of its photo, so that no shoulder ends in the air. `wide` is the width of its face. */
export const widen = (
  { front, matte, width, height }: CutOut,
  wide: number,
  add: { readonly left: number; readonly right: number },
): CutOut => {
  const whole = add.left + width + add.right;
  const [colours, cover] = [new Uint8Array(3 * whole * height), new Uint8Array(whole * height)];
  for (let x = 0; x < whole; x += 1) {
    const own = x - add.left;
    const away = Math.max(inset - own, own - (width - 1 - inset), 0);
    const back = inset + Math.min(0.2 * away, taken * wide);
    const column = away === 0 ? own : Math.round(own < inset ? back : width - 1 - back);
    const fall = away === 0 ? 0 : Math.round(fallAt(away, wide));
    // Crumbs beside the head must not go on as streaks across the other person.
    const first = away === 0 ? 0 : fall + shoulderAt(matte, { width, height }, column);
    for (let y = first; y < height; y += 1) {
      const [from, to] = [(y - fall) * width + column, y * whole + x];
      cover[to] = matte[from] as number;
      colours[3 * to] = front[3 * from] as number;
      colours[3 * to + 1] = front[3 * from + 1] as number;
      colours[3 * to + 2] = front[3 * from + 2] as number;
    }
  }
  return { front: colours, matte: cover, width: whole, height };
};

/** Continues a body below its photo by a number of rows, as it is at the lower edge, ever darker. */
export const deepen = ({ front, matte, width, height }: CutOut, wide: number, add: number): CutOut => {
  const whole = height + add;
  const [colours, cover] = [new Uint8Array(3 * width * whole), new Uint8Array(width * whole)];
  for (let y = 0; y < whole; y += 1) {
    const away = Math.max(0, y - (height - 1 - inset));
    const row = away === 0 ? y : Math.round(height - 1 - inset - Math.min(0.2 * away, taken * wide));
    const light = 1 - 0.6 * Math.min(1, away / (1.2 * wide));
    cover.set(matte.subarray(row * width, (row + 1) * width), y * width);
    for (
      let from = 3 * row * width, to = 3 * y * width, end = from + 3 * width;
      from < end;
      from += 1, to += 1
    )
      colours[to] = light * (front[from] as number);
  }
  return { front: colours, matte: cover, width, height: whole };
};
