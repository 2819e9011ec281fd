import type { Size } from '../../../core/shot.ts';

/** Side of a block as a power of two, and how far around a place in texture pixels its neighbours show through. */
const [bits, around] = [3, 4];

/** Whether anything is set in a box of a plane: `is` takes its sides in pixels, which may lie outside. */
export const occupied = (values: Uint8Array, { width, height }: Size) => {
  const block = 1 << bits;
  const [wide, tall] = [Math.ceil(width / block), Math.ceil(height / block)];
  const stride = wide + 1;
  const counts = new Uint32Array(stride * (tall + 1));
  for (let row = 0; row < tall; row += 1)
    for (let column = 0, along = 0; column < wide; column += 1) {
      const right = Math.min(width, (column + 1) * block);
      let some = 0;
      for (let y = row * block; y < Math.min(height, (row + 1) * block) && some === 0; y += 1)
        for (let x = column * block; x < right; x += 1) some |= values[y * width + x] as number;
      along += some === 0 ? 0 : 1;
      const at = (row + 1) * stride + column + 1;
      counts[at] = (counts[at - stride] as number) + along;
    }
  const clip = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return (left: number, top: number, right: number, bottom: number): boolean => {
    const [west, east] = [clip((left - around) >> bits, wide), clip(((right + around) >> bits) + 1, wide)];
    const [north, south] = [clip((top - around) >> bits, tall), clip(((bottom + around) >> bits) + 1, tall)];
    const [above, below] = [north * stride, south * stride];
    return (
      (counts[below + east] as number) - (counts[below + west] as number) !==
      (counts[above + east] as number) - (counts[above + west] as number)
    );
  };
};
