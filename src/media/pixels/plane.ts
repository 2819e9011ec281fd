/** One number per pixel, row by row. */
export type Plane = { readonly width: number; readonly height: number; readonly values: Float32Array };

/** Computes a plane pixel by pixel. */
export const planeOf = (
  width: number,
  height: number,
  value: (index: number, x: number, y: number) => number,
): Plane => {
  const values = new Float32Array(width * height);
  for (let y = 0, index = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, index += 1) values[index] = value(index, x, y);
  return { width, height, values };
};

/** Means of a row over 2 × radius + 1 values, clipped at its ends. */
const meansAlong = (
  source: Float32Array,
  target: Float32Array,
  start: number,
  count: number,
  radius: number,
): void => {
  let sum = 0;
  for (let i = 0; i < Math.min(radius, count); i += 1) sum += source[start + i] as number;
  for (let i = 0; i < count; i += 1) {
    if (i + radius < count) sum += source[start + i + radius] as number;
    if (i - radius - 1 >= 0) sum -= source[start + i - radius - 1] as number;
    const first = Math.max(i - radius, 0);
    const last = Math.min(i + radius, count - 1);
    target[start + i] = sum / (last - first + 1);
  }
};

/** Mean over a square of side 2 × radius + 1, clipped at the borders. */
export const box = ({ width, height, values }: Plane, radius: number): Plane => {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) meansAlong(values, across, y * width, width, radius);
  // All columns at once, row by row: memory is read in its order.
  const result = new Float32Array(values.length);
  const sums = new Float64Array(width);
  for (let i = 0; i < Math.min(radius, height) * width; i += 1)
    sums[i % width] = (sums[i % width] as number) + (across[i] as number);
  for (let y = 0; y < height; y += 1) {
    const enters = (y + radius) * width;
    const leaves = (y - radius - 1) * width;
    if (y + radius < height)
      for (let x = 0; x < width; x += 1) sums[x] = (sums[x] as number) + (across[enters + x] as number);
    if (leaves >= 0)
      for (let x = 0; x < width; x += 1) sums[x] = (sums[x] as number) - (across[leaves + x] as number);
    const count = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
    for (let x = 0; x < width; x += 1) result[y * width + x] = (sums[x] as number) / count;
  }
  return { width, height, values: result };
};

/**
 * Quickselect: puts the value that sorting would put at `place` there, smaller values before it and larger ones after
 * it (Hoare, 1961).
 */
const select = (values: Float32Array, place: number): number => {
  let start = 0;
  let end = values.length - 1;
  while (start < end) {
    const pivot = values[place] as number;
    let low = start;
    let high = end;
    while (low <= high) {
      while ((values[low] as number) < pivot) low += 1;
      while (pivot < (values[high] as number)) high -= 1;
      if (low > high) break;
      const moved = values[low] as number;
      values[low] = values[high] as number;
      values[high] = moved;
      low += 1;
      high -= 1;
    }
    if (high < place) start = low;
    if (place < low) end = high;
  }
  return values[place] ?? 0;
};

/** The value below which this share of the plane lies. */
export const percentile = (plane: Plane, share: number): number =>
  select(plane.values.slice(), Math.round(share * (plane.values.length - 1)));

/** Stretches the plane so that `low`…`high` maps to 0…1, clipping values outside. A uniform plane becomes 0. */
export const stretch = (plane: Plane, low: number, high: number): Plane => {
  const { width, height, values } = plane;
  const span = high - low;
  const stretched = new Float32Array(values.length);
  for (let i = 0; i < values.length && span > 1e-4; i += 1)
    stretched[i] = Math.min(Math.max(((values[i] as number) - low) / span, 0), 1);
  return { width, height, values: stretched };
};
