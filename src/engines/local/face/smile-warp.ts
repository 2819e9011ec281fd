import { smileIn, teethIn } from '../../../media/analysis/mouth-state.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { clamp } from '../wave.ts';
import { type FaceFrame, onFace, type Pushed } from './face-frame.ts';

/** In face widths: how far the corners of the mouth go for a trace of a smile (strength 1). */
const corner = { out: 0.023, up: 0.022 } as const;

/** The shares of these that are left to a mouth that smiles broadly already. */
const broad = { out: 0.35, up: 0.3 } as const;

/** The share by which a smile closes a mouth that shows its teeth but isn't smiling yet. */
const closing = 0.6;

/** The most that a corner rises, as a share of half the mouth: a small mouth curves with less. */
const steepest = 0.1;

/** How much thinner the stretched lips get. */
const thinner = 0.08;

/** In halves of the mouth: how far above and below it the face follows; above a small mouth, in face widths. */
const reach = { above: 0.9, below: 0.85, least: 0.15 } as const;

/** Above the mouth, the share of that reach in which the face is also drawn apart. */
const narrow = 0.55;

/** The share by which an open mouth closes for a smile. */
export const closingIn = ({ points }: SeenFace): number => closing * teethIn(points) * (1 - smileIn(points));

/** Turned faces smile less. */
const shareOf = ({ pose }: SeenFace): number => 1 - 0.5 * clamp((Math.abs(pose.yaw) - 0.2) / 0.4, 0, 1);

/**
 * Curves a mouth: its corners go up and out, its middle stays. The result adds the offset between a position and its
 * source, in photo pixels in the face's coordinate system.
 */
export const createSmile = (frame: FaceFrame, face: SeenFace) => {
  const [west, east] = [61, 291].map((index) => onFace(frame, face.points[index] as Point)) as [
    Pushed,
    Pushed,
  ];
  const half = Math.max(1, Math.hypot(east.across - west.across, east.down - west.down) / 2);
  const middle = { across: (west.across + east.across) / 2, down: (west.down + east.down) / 2 };
  const [cos, sin] = [(east.across - west.across) / 2 / half, (east.down - west.down) / 2 / half];
  const [share, smiling] = [shareOf(face), smileIn(face.points)];
  const [out, up] = [
    share * (1 - (1 - broad.out) * smiling) * corner.out * frame.width,
    share * (1 - (1 - broad.up) * smiling) * Math.min(corner.up * frame.width, steepest * half),
  ];
  const above = Math.max(reach.above, (reach.least * frame.width) / half);
  return (strength: number, across: number, down: number, into: Pushed): void => {
    const [right, low] = [across - middle.across, down - middle.down];
    const x = (cos * right + sin * low) / half;
    const y = (cos * low - sin * right) / half;
    const far = y / (y < 0 ? above : reach.below);
    const near = strength * Math.exp(-0.5 * far * far);
    if (near < 1e-3 || Math.abs(x) > 3) return;
    // The corners draw the lips apart, but not the nose above them.
    const wide = y < 0 ? strength * Math.exp(-0.5 * (far / narrow) ** 2) : near;
    // Both are 1 at the corners and fade beyond them.
    const rise = x * x * Math.exp(1 - x * x);
    const aside = x * Math.exp((1 - x * x) / 2);
    into.across -= wide * cos * out * aside + near * sin * up * rise;
    into.down -= wide * sin * out * aside - near * cos * up * rise;
    const squeeze = near * thinner * y * half * Math.exp(-0.5 * x * x);
    into.across -= squeeze * sin;
    into.down += squeeze * cos;
  };
};
