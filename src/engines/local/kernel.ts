/** A picture plane to sample from while warping; one byte per pixel. */
export type Texture = { readonly values: Uint8Array; readonly width: number };

/** Where to write one plane of a picture: the buffer, the offset of the plane's first byte, and its size. */
type Target = {
  readonly buffer: Uint8Array;
  readonly start: number;
  readonly width: number;
  readonly height: number;
};

/** A coarse grid of texture positions in 1/65536 pixels, as alternating x and y. */
export type Mesh = {
  readonly nodes: Int32Array;
  readonly columns: number;
  /** Per cell (named by its upper left node), whether it is drawn. Others get zeros. All are, without it. */
  readonly active?: Uint8Array;
};

const cellRow = (
  buffer: Uint8Array,
  start: number,
  end: number,
  { values, width }: Texture,
  firstX: number,
  firstY: number,
  stepX: number,
  stepY: number,
) => {
  let x = firstX;
  let y = firstY;
  for (let index = start; index < end; index += 1) {
    const here = (y >> 16) * width + (x >> 16);
    const right = (x >> 8) & 255;
    const down = (y >> 8) & 255;
    const a = values[here] as number;
    const c = values[here + width] as number;
    const above = (a << 8) + ((values[here + 1] as number) - a) * right;
    const below = (c << 8) + ((values[here + width + 1] as number) - c) * right;
    buffer[index] = ((above << 8) + (below - above) * down + 32768) >> 16;
    x += stepX;
    y += stepY;
  }
};

/**
 * Fills a plane by sampling the texture for every pixel, with integer arithmetic only. Cells are 2 to the power of
 * `bits` wide and tall. Nodes lie at the cell corners, may extend past the frame, and must stay inside the texture.
 * `site` is the sampling position within a pixel, in quarters from its left side.
 */
export const warp = (
  target: Target,
  texture: Texture,
  { nodes, columns, active }: Mesh,
  bits: number,
  site: number,
): void => {
  const { width, height, start } = target;
  const cell = 1 << bits;
  for (let top = 0, row = 0; top < height; top += cell, row += 1) {
    const tall = Math.min(cell, height - top);
    for (let left = 0, column = 0; left < width; left += cell, column += 1) {
      const wide = Math.min(cell, width - left);
      if (active?.[row * columns + column] === 0) {
        for (let y = 0, at = start + top * width + left; y < tall; y += 1, at += width)
          target.buffer.fill(0, at, at + wide);
        continue;
      }
      const a = (row * columns + column) * 2;
      const c = a + columns * 2;
      const ax = nodes[a] as number;
      const ay = nodes[a + 1] as number;
      const bx = nodes[a + 2] as number;
      const by = nodes[a + 3] as number;
      const westX = (nodes[c] as number) - ax;
      const westY = (nodes[c + 1] as number) - ay;
      const eastX = (nodes[c + 2] as number) - bx;
      const eastY = (nodes[c + 3] as number) - by;
      let index = start + top * width + left;
      for (let half = 1; half < 2 * tall; half += 2, index += width) {
        const x = ax + ((westX * half) >> (bits + 1));
        const y = ay + ((westY * half) >> (bits + 1));
        const stepX = (bx + ((eastX * half) >> (bits + 1)) - x) >> bits;
        const stepY = (by + ((eastY * half) >> (bits + 1)) - y) >> bits;
        const [firstX, firstY] = [x + ((stepX * site) >> 2), y + ((stepY * site) >> 2)];
        cellRow(target.buffer, index, index + wide, texture, firstX, firstY, stepX, stepY);
      }
    }
  }
};
