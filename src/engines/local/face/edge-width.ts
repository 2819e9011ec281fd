import type { Curve } from './curve.ts';
import { colourAt, type PatchCanvas } from './patch.ts';

const stations = [0.25, 0.375, 0.5, 0.625, 0.75] as const;
const steps = 48;

/**
 * The width of the sharpest edge between two lines along an eye or a mouth, in photo pixels. Nothing drawn there may
 * look sharper. `place` converts a position along and below the axis to photo pixels.
 */
export const edgeWidth = (
  canvas: PatchCanvas,
  place: (at: number, down: number) => readonly [number, number],
  from: Curve,
  to: Curve,
): number => {
  const widths = stations.map((at) => {
    const [start, length] = [from(at), to(at) - from(at)];
    let [least, most, steepest, before] = [255, 0, 0, Number.NaN];
    for (let step = 0; step <= steps; step += 1) {
      const [x, y] = place(at, start + (length * step) / steps);
      const { luma } = colourAt(canvas, x, y);
      least = Math.min(least, luma);
      most = Math.max(most, luma);
      if (step > 0) steepest = Math.max(steepest, Math.abs(luma - before));
      before = luma;
    }
    return ((most - least) * length) / steps / Math.max(1, steepest);
  });
  return Math.min(...widths);
};
