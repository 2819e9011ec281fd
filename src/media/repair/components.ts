import type { Size } from '../../core/shot.ts';

/** A group of connected pixels, by index, and its shape. Lengths are in pixels. */
export type Component = {
  readonly pixels: Int32Array;
  readonly x: number;
  readonly y: number;
  /** The longer side of its bounding box. */
  readonly extent: number;
  /** Ratio of length to width, from its second moments. */
  readonly elongation: number;
  /** Direction of its long axis: sine and cosine of twice the angle. */
  readonly axis: readonly [number, number];
  /** Mean width of its lines. */
  readonly thick: number;
};

const shapeOf = (pixels: Int32Array, width: number, inside: (index: number) => boolean): Component => {
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  let [sumX, sumY, boundary] = [0, 0, 0];
  for (const index of pixels) {
    const [x, y] = [index % width, Math.floor(index / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    sumX += x;
    sumY += y;
    if (!inside(index - 1) || !inside(index + 1) || !inside(index - width) || !inside(index + width))
      boundary += 1;
  }
  const [x, y] = [sumX / pixels.length, sumY / pixels.length];
  let [across, down, both] = [0, 0, 0];
  for (const index of pixels) {
    const [dx, dy] = [(index % width) - x, Math.floor(index / width) - y];
    across += dx * dx;
    down += dy * dy;
    both += dx * dy;
  }
  const apart = Math.sqrt((across - down) * (across - down) + 4 * both * both);
  const [most, least] = [across + down + apart, across + down - apart + 0.17 * pixels.length];
  return {
    pixels,
    x,
    y,
    extent: Math.max(right - left, bottom - top) + 1,
    elongation: Math.sqrt(most / least),
    axis: apart === 0 ? [0, 0] : [(2 * both) / apart, (across - down) / apart],
    thick: (2 * pixels.length) / Math.max(1, boundary),
  };
};

/** Groups marked pixels that touch, corners included. Groups of fewer than `least` pixels are left out. */
export const componentsOf = (
  marked: (index: number) => boolean,
  { width, height }: Size,
  least: number,
): readonly Component[] => {
  const seen = new Int32Array(width * height);
  const queue = new Int32Array(width * height);
  const found: Component[] = [];
  let label = 0;
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] !== 0 || !marked(start)) continue;
    label += 1;
    seen[start] = label;
    queue[0] = start;
    let length = 1;
    for (let next = 0; next < length; next += 1) {
      const index = queue[next] as number;
      const x = index % width;
      for (let step = 0; step < 9; step += 1) {
        const column = x + (step % 3) - 1;
        const at = index + (Math.floor(step / 3) - 1) * width + (step % 3) - 1;
        if (column < 0 || column >= width || at < 0 || at >= seen.length || seen[at] !== 0) continue;
        if (!marked(at)) continue;
        seen[at] = label;
        queue[length] = at;
        length += 1;
      }
    }
    if (length < least) continue;
    const own = label;
    found.push(shapeOf(queue.slice(0, length), width, (index) => seen[index] === own));
  }
  return found;
};
