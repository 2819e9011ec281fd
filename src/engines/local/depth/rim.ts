import type { Size } from '../../../core/shot.ts';
import { pushPull } from '../../../media/pixels/push-pull.ts';

/** Spreads values (three per pixel) from the pixels where they are known to all others. */
export const spread = (values: Float32Array, size: Size, known: (i: number) => boolean): Float32Array => {
  const spreading = values.slice();
  pushPull(
    spreading,
    Float32Array.from({ length: size.width * size.height }, (_, i) => (known(i) ? 1 : 0)),
    size,
  );
  return spreading;
};

/** Whether a covered pixel (more than 0.5) lies next to one that isn't. */
export const isEdge = (values: Float32Array, { width, height }: Size, i: number): boolean => {
  const [x, y] = [i % width, Math.floor(i / width)];
  if ((values[i] as number) <= 0.5) return false;
  return (
    (x > 0 && (values[i - 1] as number) <= 0.5) ||
    (x < width - 1 && (values[i + 1] as number) <= 0.5) ||
    (y > 0 && (values[i - width] as number) <= 0.5) ||
    (y < height - 1 && (values[i + width] as number) <= 0.5)
  );
};

/** The share of an outline where the colours inside and outside are closer than `apart`, in 8-bit levels. */
export const alikeShare = (cover: Float32Array, rgb: Float32Array, size: Size, apart: number): number => {
  const inner = spread(rgb, size, (i) => (cover[i] as number) > 0.95);
  const outer = spread(rgb, size, (i) => (cover[i] as number) < 0.05);
  let [edge, alike] = [0, 0];
  for (let i = 0; i < cover.length; i += 1) {
    if (!isEdge(cover, size, i)) continue;
    edge += 1;
    const [r, g, b] = [0, 1, 2].map((c) => (inner[3 * i + c] as number) - (outer[3 * i + c] as number));
    if (Math.hypot(r ?? 0, g ?? 0, b ?? 0) < apart) alike += 1;
  }
  return alike / Math.max(1, edge);
};
