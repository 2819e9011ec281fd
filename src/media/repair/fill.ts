import type { Size } from '../../core/shot.ts';

const half = Math.SQRT1_2;

// Sixteen directions, as right and down. A hole is crossed along each one and its opposite.
const ways: readonly (readonly [number, number])[] = [
  [1, 0],
  [0.92388, 0.382683],
  [half, half],
  [0.382683, 0.92388],
  [0, 1],
  [-0.382683, 0.92388],
  [-half, half],
  [-0.92388, 0.382683],
];

/** Grows marked pixels by a radius. */
export const grow = (hole: Uint8Array, { width, height }: Size, radius: number): Uint8Array => {
  const grown = hole.slice();
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      if (hole[i] === 0) continue;
      for (let down = -radius; down <= radius; down += 1)
        for (let right = -radius; right <= radius; right += 1) {
          if (right * right + down * down > radius * radius + 0.5) continue;
          const [column, row] = [x + right, y + down];
          if (column >= 0 && column < width && row >= 0 && row < height) grown[row * width + column] = 1;
        }
    }
  return grown;
};

/** The first known pixel along a direction, and its distance. */
const nearest = (
  hole: Uint8Array,
  { width, height }: Size,
  x: number,
  y: number,
  right: number,
  down: number,
  limit: number,
) => {
  for (let step = 1; step <= limit; step += 1) {
    const column = Math.round(x + step * right);
    const row = Math.round(y + step * down);
    if (column < 0 || row < 0 || column >= width || row >= height) return null;
    const index = row * width + column;
    if (hole[index] === 0) return { index, step };
  }
  return null;
};

const difference = (rgb: Uint8Array, a: number, b: number): number =>
  (Math.abs((rgb[3 * a] as number) - (rgb[3 * b] as number)) +
    Math.abs((rgb[3 * a + 1] as number) - (rgb[3 * b + 1] as number)) +
    Math.abs((rgb[3 * a + 2] as number) - (rgb[3 * b + 2] as number))) /
  3;

/** Film grain at a pixel: its value minus the mean of its neighbourhood. */
const grainAt = (rgb: Uint8Array, width: number, index: number, channel: number): number => {
  let sum = 0;
  for (let row = -width; row <= width; row += width)
    for (let step = -1; step <= 1; step += 1) sum += rgb[3 * (index + row + step) + channel] as number;
  return (rgb[3 * index + channel] as number) - sum / 9;
};

/**
 * Fills a hole from both ends along sixteen directions. Ends that look alike, like a wall or a sleeve's edge that
 * continues, count most, then near ends. Grain is copied from next to the hole.
 */
export const fillHole = (rgb: Uint8Array, hole: Uint8Array, size: Size): void => {
  const { width, height } = size;
  const limit = Math.round(0.12 * Math.max(width, height));
  const known = rgb.slice();
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      if (hole[i] === 0) continue;
      let [weights, red, green, blue] = [0, 0, 0, 0];
      let [closest, beside] = [Number.POSITIVE_INFINITY, -1];
      for (const [right, down] of ways) {
        const one = nearest(hole, size, x, y, right, down, limit);
        const other = nearest(hole, size, x, y, -right, -down, limit);
        const a = one ?? other;
        const b = other ?? one;
        if (a === null || b === null) continue;
        const across = a.step + b.step + (one === null || other === null ? limit / 4 : 0);
        const weight = 1 / (across * across * (6 + difference(known, a.index, b.index)));
        const lean = a.step / (a.step + b.step);
        weights += weight;
        red += weight * ((known[3 * a.index] as number) * (1 - lean) + (known[3 * b.index] as number) * lean);
        green +=
          weight *
          ((known[3 * a.index + 1] as number) * (1 - lean) + (known[3 * b.index + 1] as number) * lean);
        blue +=
          weight *
          ((known[3 * a.index + 2] as number) * (1 - lean) + (known[3 * b.index + 2] as number) * lean);
        for (const end of [a, b])
          if (end.step < closest) {
            closest = end.step;
            const farX = Math.round(x + (end === a ? 1 : -1) * right * (end.step + 3));
            const farY = Math.round(y + (end === a ? 1 : -1) * down * (end.step + 3));
            beside = farX > 0 && farY > 0 && farX < width - 1 && farY < height - 1 ? farY * width + farX : -1;
          }
      }
      if (weights === 0) continue;
      const grain = (channel: number): number =>
        beside === -1 || hole[beside] === 1
          ? 0
          : Math.max(-14, Math.min(14, grainAt(known, width, beside, channel)));
      rgb[3 * i] = Math.max(0, Math.min(255, red / weights + grain(0)));
      rgb[3 * i + 1] = Math.max(0, Math.min(255, green / weights + grain(1)));
      rgb[3 * i + 2] = Math.max(0, Math.min(255, blue / weights + grain(2)));
    }
};
