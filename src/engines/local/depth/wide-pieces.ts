import type { Plane } from '../../../media/pixels/plane.ts';

type Limits = {
  readonly fromTop?: true;
  readonly wide?: number;
  readonly top?: number;
  readonly sure?: { readonly plane: Plane; readonly share: number };
};

/**
 * Keeps pieces that cover at least `least` of the picture, span at least `wide` of its width, and consist of `sure`
 * pixels for at least this share. Their upper quarter has a row of at least `top` of the width. With `fromTop`, only pieces connected to the top row.
 */
export const pieces = (
  { width, height, values }: Plane,
  least: number,
  { fromTop, wide = 0, top = 0, sure }: Limits = {},
): Plane => {
  const kept = new Float32Array(values.length);
  const seen = new Uint8Array(values.length);
  const piece: number[] = [];
  for (let start = 0; start < (fromTop ? width : values.length); start += 1) {
    if (seen[start] === 1 || (values[start] as number) < 0.5) continue;
    piece.length = 0;
    piece.push(start);
    seen[start] = 1;
    for (let at = 0; at < piece.length; at += 1) {
      const here = piece[at] as number;
      const x = here % width;
      for (const next of [x > 0 ? here - 1 : -1, x < width - 1 ? here + 1 : -1, here - width, here + width]) {
        if (next < 0 || next >= values.length || seen[next] === 1 || (values[next] as number) < 0.5) continue;
        seen[next] = 1;
        piece.push(next);
      }
    }
    const columns = new Set(piece.map((at) => at % width)).size;
    const certain = sure === undefined ? 0 : piece.filter((at) => sure.plane.values[at] === 1).length;
    const rows = new Map<number, number>();
    if (top > 0) for (const at of piece) rows.set((at / width) | 0, (rows.get((at / width) | 0) ?? 0) + 1);
    const first = Math.min(...rows.keys());
    const upper = first + Math.max(3, 0.25 * rows.size);
    const widest = Math.max(0, ...[...rows].map(([row, count]) => (row < upper ? count : 0)));
    if (
      widest >= top * width &&
      piece.length >= least * values.length &&
      columns >= wide * width &&
      certain >= (sure?.share ?? 0) * piece.length
    )
      for (const at of piece) kept[at] = 1;
  }
  return { width, height, values: kept };
};
