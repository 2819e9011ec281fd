import { type Footage, frameAt, greyOf } from './footage.ts';

const cellSide = 10;
const directions = 9;

/** Difference of mean colour, in levels, at which two cells count as entirely different. */
const unlike = 64;

/** Camera movement since the first frame: scaling from the centre, then a shift in pixels. */
export type CameraModel = { readonly scale: number; readonly dx: number; readonly dy: number };

/** Edge directions and mean colours of each cell. Null for a cell that is out of frame. */
type Look = readonly (Float32Array | null)[];

/** A frame aligned with the first one: its brightness, and the source index of each pixel, −1 for none. */
const aligned = (footage: Footage, index: number, { scale, dx, dy }: CameraModel) => {
  const { width, height } = footage;
  const source = greyOf(footage, index);
  const grey = new Float32Array(width * height);
  const origin = new Int32Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const down = height / 2 + (y - height / 2) * scale + dy;
    for (let x = 0; x < width; x += 1, at += 1) {
      const across = width / 2 + (x - width / 2) * scale + dx;
      const [left, top] = [Math.floor(across), Math.floor(down)];
      const outside = left < 0 || top < 0 || left >= width - 1 || top >= height - 1;
      const from = outside ? -1 : top * width + left;
      origin[at] = from;
      if (outside) continue;
      const right = across - left;
      const upper = (source[from] as number) * (1 - right) + (source[from + 1] as number) * right;
      const next = from + width;
      const lower = (source[next] as number) * (1 - right) + (source[next + 1] as number) * right;
      grey[at] = upper + (lower - upper) * (down - top);
    }
  }
  return { grey, origin };
};

type Aligned = ReturnType<typeof aligned> & { readonly frame: Uint8Array };

const lookAtCell = (
  { width, channels }: Footage,
  { grey, origin, frame }: Aligned,
  corner: number,
): Float32Array | null => {
  const far = corner + cellSide * (width + 1);
  const seen = [corner - width - 1, corner - width + cellSide, far - cellSide - 1, far];
  if (seen.some((at) => (origin[at] as number) < 0)) return null;
  const look = new Float32Array(directions + channels);
  for (let row = corner; row < corner + cellSide * width; row += width) {
    for (let at = row; at < row + cellSide; at += 1) {
      for (let channel = 0; channel < channels; channel += 1) {
        const to = directions + channel;
        look[to] = (look[to] as number) + (frame[(origin[at] as number) * channels + channel] as number);
      }
      const across = (grey[at + 1] as number) - (grey[at - 1] as number);
      const down = (grey[at + width] as number) - (grey[at - width] as number);
      if (across === 0 && down === 0) continue;
      const turn = Math.floor(((Math.atan2(down, across) / Math.PI + 1) % 1) * directions);
      look[turn] = (look[turn] as number) + Math.sqrt(across * across + down * down);
    }
  }
  return look;
};

const lookAt = (footage: Footage, index: number, camera: CameraModel): Look => {
  const { width, height } = footage;
  const picture = { ...aligned(footage, index, camera), frame: frameAt(footage, index) };
  const looks: (Float32Array | null)[] = [];
  for (let y = 1; y + cellSide < height - 1; y += cellSide) {
    for (let x = 1; x + cellSide < width - 1; x += cellSide) {
      looks.push(lookAtCell(footage, picture, y * width + x));
    }
  }
  return looks;
};

/** Combines the cosine similarity of the edges with the similarity of the colours. 1 for identical pictures. */
const compare = (first: Look, later: Look): number => {
  let [product, one, other, colour, colours] = [0, 0, 0, 0, 0];
  for (const [index, before] of first.entries()) {
    const after = later[index];
    if (!before || !after) continue;
    for (let at = 0; at < before.length; at += 1) {
      const [was, is] = [before[at] as number, after[at] as number];
      if (at < directions) {
        product += was * is;
        one += was * was;
        other += is * is;
      } else {
        colour += Math.min(unlike, Math.abs(was - is) / cellSide ** 2);
        colours += 1;
      }
    }
  }
  const shape = one + other === 0 ? 1 : product / Math.max(1e-9, Math.sqrt(one * other));
  return 0.75 * shape + 0.25 * (1 - colour / Math.max(1, colours) / unlike);
};

/** Similarity of frames to the first one, 0 to 1, compensated for camera movement. */
export const likeness = (
  footage: Footage,
  frames: readonly number[],
  cameras: readonly CameraModel[],
): number[] => {
  const unmoved = { scale: 1, dx: 0, dy: 0 };
  const first = lookAt(footage, 0, unmoved);
  return frames.map((index) => compare(first, lookAt(footage, index, cameras[index] ?? unmoved)));
};
