import type { Size } from '../../core/shot.ts';
import type { Plane } from '../../media/pixels/plane.ts';
import type { CameraPose } from './camera.ts';
import type { Bend } from './flows/flow-bend.ts';
import { cosine, sine } from './wave.ts';
import type { Window } from './window.ts';

/** Maps frame points (alternating x and y) to the picture points that are seen there, in place. */
export type Lens = (points: Float64Array) => void;

/**
 * What a lens knows about the photo: how near things are (`depth`), the depth that stays still (`focus`),
 * how much each place takes part in the flow (`share`), and its direction (`stream`).
 */
export type Ground = {
  readonly depth: Plane;
  readonly focus: number;
  readonly share: Plane;
  readonly stream: { readonly right: Plane; readonly down: Plane } | null;
};

/** Samples a plane bilinearly. `right` and `down` are fractions of its width and height. */
export const sample = ({ width, height, values }: Plane, right: number, down: number): number => {
  const x = Math.min(Math.max(right * width - 0.5, 0), width - 1.001);
  const y = Math.min(Math.max(down * height - 0.5, 0), height - 1.001);
  const column = x | 0;
  const row = y | 0;
  const here = row * width + column;
  const a = values[here] as number;
  const b = values[here + 1] as number;
  const c = values[here + width] as number;
  const d = values[here + width + 1] as number;
  const top = a + (b - a) * (x - column);
  return top + (c + (d - c) * (x - column) - top) * (y - row);
};

/** Creates the lens for one moment. `photo` is the size of the whole photo, which the scene's planes span. */
export const createLens = (
  scene: Ground,
  photo: Size,
  window: Window,
  pose: CameraPose,
  bend: Bend | null,
): Lens => {
  const cos = cosine(pose.angle) * pose.shrink;
  const sin = sine(pose.angle) * pose.shrink;
  const { right, down, swell } = pose;
  const flat = right === 0 && down === 0 && swell === 0;
  const [originX, originY] = [window.x / photo.width, window.y / photo.height];
  const [scaleX, scaleY] = [window.scale / photo.width, window.scale / photo.height];
  const { depth, focus, share, stream } = scene;
  const point = { x: 0, y: 0 };
  return (points) => {
    for (let i = 0; i < points.length; i += 2) {
      const x = cos * (points[i] as number) - sin * (points[i + 1] as number) + pose.x;
      const y = sin * (points[i] as number) + cos * (points[i + 1] as number) + pose.y;
      let seenX = x;
      let seenY = y;
      // Depth is known at the source point, which is what we solve for. Slopes are small, so two rounds get close.
      for (let round = 0; round < 2 && !flat; round += 1) {
        const away = sample(depth, originX + seenX * scaleX, originY + seenY * scaleY) - focus;
        seenX = x + away * (right + swell * x);
        seenY = y + away * (down + swell * y);
      }
      if (bend !== null) {
        point.x = seenX;
        point.y = seenY;
        const [x, y] = [originX + seenX * scaleX, originY + seenY * scaleY];
        if (stream === null) bend(point, sample(share, x, y));
        else bend(point, sample(share, x, y), sample(stream.right, x, y), sample(stream.down, x, y));
        seenX = point.x;
        seenY = point.y;
      }
      points[i] = seenX;
      points[i + 1] = seenY;
    }
  };
};
