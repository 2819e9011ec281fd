import { cellBits } from '../frame-renderer.ts';
import type { Layer } from './layer.ts';

/** Corners at rest (x and y in turn, in frame pixels), and triangles as three corner indices each, farthest first. */
export type Triangles = { readonly corners: Float64Array; readonly triangles: Uint32Array };

/** A point slightly outside still belongs to a triangle, so that no node falls between two. */
const slack = -1e-6;

/**
 * Sets the source positions of a layer's nodes after the corners have moved (`moved`: x and y in turn, in frame
 * pixels). Where triangles overlap, the last one wins; back faces show nothing.
 */
export const mapTriangles = (layer: Layer, { corners, triangles }: Triangles, moved: Float64Array): void => {
  const { place, columns, rows } = layer;
  const step = 1 << cellBits;
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 2 * (triangles[i] as number);
    const b = 2 * (triangles[i + 1] as number);
    const c = 2 * (triangles[i + 2] as number);
    const ax = ((moved[a] as number) - place.left) / step;
    const ay = ((moved[a + 1] as number) - place.top) / step;
    const bx = ((moved[b] as number) - place.left) / step;
    const by = ((moved[b + 1] as number) - place.top) / step;
    const cx = ((moved[c] as number) - place.left) / step;
    const cy = ((moved[c + 1] as number) - place.top) / step;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area <= 1e-9) continue;
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 1e-6));
    const right = Math.min(columns - 1, Math.floor(Math.max(ax, bx, cx) + 1e-6));
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 1e-6));
    const bottom = Math.min(rows - 1, Math.floor(Math.max(ay, by, cy) + 1e-6));
    for (let y = top; y <= bottom; y += 1)
      for (let x = left; x <= right; x += 1) {
        const u = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area;
        const v = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area;
        const rest = 1 - u - v;
        if (u < slack || v < slack || rest < slack) continue;
        layer.set(
          y * columns + x,
          rest * (corners[a] as number) + u * (corners[b] as number) + v * (corners[c] as number),
          rest * (corners[a + 1] as number) + u * (corners[b + 1] as number) + v * (corners[c + 1] as number),
        );
      }
  }
};
