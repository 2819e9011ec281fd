/** What is left of a series when polynomials up to this degree are taken out of it: its root mean square. */
export const wobbleOf = (series: readonly number[], degree: number): number => {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  const without = (values: readonly number[], unit: readonly number[]): number[] => {
    const share = dot(values, unit);
    return values.map((value, i) => value - share * (unit[i] ?? 0));
  };
  const units: number[][] = [];
  for (let power = 0; power <= degree; power += 1) {
    const raw = series.map((_, i) => ((2 * i) / (series.length - 1) - 1) ** power);
    const rest = units.reduce((values, unit) => without(values, unit), raw);
    const length = Math.sqrt(dot(rest, rest));
    units.push(rest.map((value) => value / length));
  }
  const rest = units.reduce((values, unit) => without(values, unit), [...series]);
  return Math.sqrt(dot(rest, rest) / rest.length);
};

/** Where the light of a grey frame is, across, in pixels; what is darker than 60 does not count. */
export const lightAt = (frame: Uint8Array, width: number): number => {
  let [sum, weighted] = [0, 0];
  for (const [at, value] of frame.entries()) {
    const light = Math.max(0, value - 60);
    sum += light;
    weighted += light * (at % width);
  }
  return weighted / sum;
};

/** Mean size of the Laplacian in the middle of a grey frame. */
export const sharpnessOf = (frame: Uint8Array, width: number, height: number): number => {
  let [sum, count] = [0, 0];
  for (let y = height >> 2; y < height - (height >> 2); y += 1)
    for (let x = width >> 2; x < width - (width >> 2); x += 1) {
      const at = y * width + x;
      const [left = 0, right = 0] = [frame[at - 1], frame[at + 1]];
      const [above = 0, below = 0, here = 0] = [frame[at - width], frame[at + width], frame[at]];
      sum += Math.abs(left + right + above + below - 4 * here);
      count += 1;
    }
  return sum / count;
};
