import type { Size } from '../../../core/shot.ts';

/**
 * Finds connected pieces of set pixels. Returns the piece of each pixel (-1 for none), and for each piece its pixel
 * count and whether it touches the picture's edge.
 */
export const piecesOf = (set: Uint8Array, { width, height }: Size) => {
  const piece = new Int32Array(set.length).fill(-1);
  const counts: number[] = [];
  const edge: boolean[] = [];
  const stack: number[] = [];
  for (let start = 0; start < set.length; start += 1) {
    if (set[start] === 0 || piece[start] !== -1) continue;
    const label = counts.push(0) - 1;
    edge.push(false);
    stack.push(start);
    piece[start] = label;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      counts[label] = (counts[label] ?? 0) + 1;
      const [x, y] = [at % width, (at / width) | 0];
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) edge[label] = true;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= set.length || set[next] === 0 || piece[next] !== -1) continue;
        piece[next] = label;
        stack.push(next);
      }
    }
  }
  return { piece, counts, edge };
};
