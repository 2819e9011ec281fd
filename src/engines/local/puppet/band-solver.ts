/** A symmetric positive definite band matrix: rows of `band` + 1 numbers, the diagonal last. */
export type Band = { readonly count: number; readonly band: number; readonly rows: Float64Array };

export const createBand = (count: number, band: number): Band => ({
  count,
  band,
  rows: new Float64Array(count * (band + 1)),
});

/** Adds to an entry; the column must not be greater than the row. */
export const addTo = ({ band, rows }: Band, row: number, column: number, value: number): void => {
  const at = row * (band + 1) + band - row + column;
  rows[at] = (rows[at] as number) + value;
};

/** Cholesky-factors the matrix in place. */
export const factor = ({ count, band, rows }: Band): void => {
  const wide = band + 1;
  for (let i = 0; i < count; i += 1) {
    const first = Math.max(0, i - band);
    const own = i * wide + band - i;
    for (let j = first; j <= i; j += 1) {
      const other = j * wide + band - j;
      let sum = rows[own + j] as number;
      for (let k = Math.max(first, j - band); k < j; k += 1)
        sum -= (rows[own + k] as number) * (rows[other + k] as number);
      rows[own + j] = j === i ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (rows[other + j] as number);
    }
  }
};

/** Solves for one right-hand side in place, with a factored matrix. */
export const solve = ({ count, band, rows }: Band, values: Float64Array): void => {
  const wide = band + 1;
  for (let i = 0; i < count; i += 1) {
    const own = i * wide + band - i;
    let sum = values[i] as number;
    for (let k = Math.max(0, i - band); k < i; k += 1)
      sum -= (rows[own + k] as number) * (values[k] as number);
    values[i] = sum / (rows[own + i] as number);
  }
  for (let i = count - 1; i >= 0; i -= 1) {
    const value = (values[i] as number) / (rows[i * wide + band] as number);
    values[i] = value;
    const own = i * wide + band - i;
    for (let k = Math.max(0, i - band); k < i; k += 1)
      values[k] = (values[k] as number) - (rows[own + k] as number) * value;
  }
};
