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
  const end = start + count;
  const whole = Math.max(start, end - radius);
  let sum = 0;
  for (let i = start; i < Math.min(start + radius, end); i += 1) sum += source[i] as number;
  let i = start;
  for (; i < Math.min(start + radius + 1, whole); i += 1) {
    sum += source[i + radius] as number;
    target[i] = sum / (i - start + radius + 1);
  }
  for (const side = 2 * radius + 1; i < whole; i += 1) {
    sum += source[i + radius] as number;
    sum -= source[i - radius - 1] as number;
    target[i] = sum / side;
  }
  for (; i < end; i += 1) {
    if (i - radius > start) sum -= source[i - radius - 1] as number;
    target[i] = sum / (end - Math.max(i - radius, start));
  }
};

/** Mean over a square of side 2 × radius + 1, clipped at the borders. */
export const box = ({ width, height, values }: Plane, radius: number): Plane => {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) meansAlong(values, across, y * width, width, radius);
  // All columns at once, row by row: memory is read in its order.
  const result = new Float32Array(values.length);
  const sums = new Float64Array(width);
  for (let y = 0, i = 0; y < Math.min(radius, height); y += 1)
    for (let x = 0; x < width; x += 1, i += 1) sums[x] = (sums[x] as number) + (across[i] as number);
  for (let y = 0; y < height; y += 1) {
    const [first, last] = [Math.max(y - radius, 0), Math.min(y + radius, height - 1)];
    const count = last - first + 1;
    const [enters, leaves] = [(y + radius) * width, (y - radius - 1) * width];
    const [entering, leaving] = [y + radius < height, leaves >= 0];
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      let sum = sums[x] as number;
      if (entering) sum += across[enters + x] as number;
      if (leaving) sum -= across[leaves + x] as number;
      sums[x] = sum;
      result[i] = sum / count;
    }
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
