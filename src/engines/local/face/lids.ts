import { cheeks, underBrows } from '../../../media/analysis/mesh-points.ts';
import type { Eye, Point, SeenFace } from '../../../media/analysis/types.ts';
import { clamp, ease } from '../wave.ts';
import { type Curve, curveOf } from './curve.ts';
import { edgeWidth } from './edge-width.ts';
import { readLashes } from './lashes.ts';
import { readLidSkin } from './lid-skin.ts';
import { type Bounds, type Brush, colourAt, grainAt, type PatchCanvas, type PatchInk } from './patch.ts';

/** How far the upper lid is lowered and the lower lid raised, as shares of the eye's opening. */
export type LidMoment = { readonly upper: number; readonly lower: number };

export type Lids = {
  readonly bounds: Bounds;
  readonly ink: PatchInk;
  readonly brush: (moment: LidMoment) => Brush;
};

/** Whether an eye is open enough for a lid to close over it. */
export const isOpen = ({ outer, inner, openness }: Eye): boolean =>
  openness > 0.1 * Math.hypot(outer[0] - inner[0], outer[1] - inner[1]);

/** How far down the eye the lids meet in a blink: the lower one rises a little. */
const meeting = 0.92;

/** The lids of an eye that is shut by a share from 0 to 1. */
export const blinkLids = (shut: number): LidMoment => ({
  upper: meeting * shut,
  lower: (1 - meeting) * shut,
});

/** In openings of the eye: where skin starts beyond the lashes, and how far around the eye skin is read and blended. */
const beyond = { upper: 0.5, lower: 0.28, above: 0.65, below: 0.6 } as const;

/** An eye's coordinate system: 0 to 1 from its left to its right corner in the picture, and pixels downwards. */
const axesOf = ({ outer, inner }: Eye) => {
  const [west, east] = outer[0] <= inner[0] ? [outer, inner] : [inner, outer];
  const [right, low] = [east[0] - west[0], east[1] - west[1]];
  const length = Math.max(1e-6, Math.hypot(right, low));
  return { x: west[0], y: west[1], cos: right / length, sin: low / length, length };
};

type Axes = ReturnType<typeof axesOf>;

const along = ({ x, y, cos, sin, length }: Axes, [px, py]: Point): readonly [number, number] => [
  (cos * (px - x) + sin * (py - y)) / length,
  cos * (py - y) - sin * (px - x),
];

const placeOf = ({ x, y, cos, sin, length }: Axes, at: number, down: number): readonly [number, number] => [
  x + cos * at * length - sin * down,
  y + sin * at * length + cos * down,
];

/** The most that the grain of a lid changes its brightness: times that of the cheek in the middle, and in levels. */
const maxGrain = { share: 3, levels: 14 } as const;

/** How far beyond its corners an eye's lashes reach, as a share of its length: all of them, and the longest. */
const [corner, farthest] = [0.28, 0.45];

/** Beside an eye, what is darker than skin by this share is lashes or their paint. */
const painted = { least: 0.12, sure: 0.32 } as const;

/** 1 between the corners of the eye, falling to 0 at `far` beyond them. */
const within = (at: number, far: number = corner): number =>
  ease(clamp(Math.min(at + far, 1 + far - at) / far, 0, 1));

type Lines = { readonly top: Curve; readonly upper: Curve; readonly lower: Curve; readonly bottom: Curve };

const linesOf = (eye: Eye, brow: readonly Point[], axes: Axes): Lines => {
  const spots = (points: readonly Point[]) => points.map((point) => along(axes, point));
  const corners = [
    [0, 0],
    [1, 0],
  ] as const;
  const [upper, lower] = [
    curveOf([...corners, ...spots(eye.upper)]),
    curveOf([...corners, ...spots(eye.lower)]),
  ];
  const hair = curveOf(spots(brow));
  const { openness } = eye;
  // Brows must not become part of a lid.
  const from: Curve = (at) =>
    upper(at) -
    Math.min(beyond.upper * openness, Math.max(0.2 * openness, 0.45 * (upper(at) - hair(at)))) * within(at);
  const to: Curve = (at) => lower(at) + beyond.lower * openness * within(at);
  return {
    top: (at) =>
      Math.min(
        Math.max(from(at) - beyond.above * openness, hair(at) + 0.3 * (upper(at) - hair(at))),
        from(at) - 0.2 * openness,
      ),
    upper: from,
    lower: to,
    bottom: (at) => to(at) + beyond.below * openness,
  };
};

/** How much darker the fold above a closed lid and its rounded edge are, as shares. */
const shades = { fold: 0.3, mostFold: 0.1, edge: 0.12 } as const;

/** Creates the lids of an eye. As they close, skin is drawn over the eye. */
export const createLids = (canvas: PatchCanvas, { eyes, points }: SeenFace, side: 'left' | 'right'): Lids => {
  const eye = eyes[side];
  const { openness } = eye;
  const axes = axesOf(eye);
  const pick = (indices: readonly number[]) => indices.map((index) => points[index] as Point);
  const lines = linesOf(eye, pick(underBrows[side]), axes);
  const place = (at: number, down: number) => placeOf(axes, at, down);
  const skin = readLidSkin(canvas, place, lines, pick(cheeks[side]));
  const sharp = edgeWidth(canvas, place, lines.top, lines.bottom);
  const soft = Math.max(0.7 / canvas.scaleY, 0.3 * sharp);
  const [cheekAt, cheekDown] = along(axes, points[cheeks[side][0]] as Point);
  const rough = Math.max(2.5, 0.18 * openness * canvas.scaleY);
  const grain = (at: number, down: number): number => {
    const [x, y] = place(cheekAt + at - 0.5, cheekDown + down);
    return grainAt(canvas, x, y, rough);
  };
  const coarse = Array.from({ length: 45 }, (_, i) =>
    Math.abs(grain(0.1 + 0.1 * (i % 9), openness * ((i / 9) | 0) * 0.2 - 0.4 * openness)),
  ).sort((a, b) => a - b)[22] as number;
  // Where the cheek shows more than grain, such as the rim of glasses, the lid must not.
  const coarsest = Math.min(maxGrain.levels, maxGrain.share * coarse);
  const outerFirst = eye.outer[0] <= eye.inner[0];
  const fine = Math.max(0.7 / canvas.scaleY, 0.8 * sharp) / openness;
  const upperLid = curveOf(eye.upper.map((point) => along(axes, point)));
  const lashes = readLashes(canvas, place, upperLid, openness, skin.plain, fine, (at) =>
    outerFirst ? 1 - at : at,
  );
  const lashesIn = (x: number, y: number, light: number): number => {
    const darker = (light - colourAt(canvas, x, y).luma) / Math.max(1, light - 16);
    return ease(clamp((darker - painted.least) / (painted.sure - painted.least), 0, 1));
  };
  const corners = [-farthest, 0.5, 1 + farthest].flatMap((at) => [
    placeOf(axes, at, lines.top(at)),
    placeOf(axes, at, lines.bottom(at)),
  ]);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const brush =
    ({ upper, lower }: LidMoment): Brush =>
    (x, y, stroke) => {
      const [right, low] = [x - axes.x, y - axes.y];
      const at = (axes.cos * right + axes.sin * low) / axes.length;
      if (at < -farthest || at > 1 + farthest) return false;
      const down = axes.cos * low - axes.sin * right;
      const top = lines.top(at);
      const bottom = lines.bottom(at);
      if (down <= top || down >= bottom) return false;
      const hold = within(at);
      const from = lines.upper(at);
      const to = lines.lower(at);
      const gap = Math.max(0, to - from);
      const edge = from + upper * gap;
      const rim = to - lower * gap;
      const shut = clamp((upper + lower - 0.6) / 0.4, 0, 1);
      // Below the edge is the eye, and below that the lower lid, which rises in a wink.
      const source =
        down < rim ? down : bottom - ((bottom - down) / Math.max(1e-3, bottom - rim)) * (bottom - to);
      const raised = down < rim ? 0 : 1;
      stroke.x = axes.x + axes.cos * at * axes.length - axes.sin * source;
      stroke.y = axes.y + axes.sin * at * axes.length + axes.cos * source;
      // Skin covers the eye above the edge. Once it is shut, nothing of it may be left below the edge either.
      const over = clamp((edge - down) / (2 * soft) + 0.5, 0, 1);
      const under = shut * (1 - ease(clamp((down - edge) / Math.max(1e-3, bottom - edge), 0, 1)));
      const began = ease(clamp((1.6 * (down - top)) / Math.max(1e-3, from - top), 0, 1));
      const closing = ease(clamp(4 * upper, 0, 1));
      const share = clamp((down - top) / Math.max(1e-3, edge - top), 0, 1);
      skin.at(at, upper * share, stroke.colour);
      // Lashes that reach beyond the eye go down with the lid.
      const beside = at < 0 || at > 1 ? within(at, farthest) * lashesIn(x, y, stroke.colour.luma) : 0;
      stroke.wash = Math.max(hold, beside) * began * closing * Math.max(over, under);
      // A lid is round: it gets darker towards its edge, and a trace of the open eye's fold stays above it.
      const fold =
        Math.min(shades.mostFold, shades.fold * skin.fold(at)) * Math.exp(-(((share - 0.34) / 0.13) ** 2));
      const dim = hold * upper * (fold * within(at, 0.05) + shades.edge * share ** 6);
      stroke.colour.luma -= dim * (stroke.colour.luma - 16);
      const lit = clamp((stroke.colour.luma - 16) / Math.max(1, skin.plain.luma - 16), 0, 1);
      if (stroke.wash > 0)
        stroke.colour.luma += lit * clamp(grain(at, down - (from + to) / 2), -coarsest, coarsest);
      stroke.share = Math.max(raised, stroke.wash);
      stroke.wash = stroke.share === 0 ? 0 : stroke.wash / stroke.share;
      stroke.ink = clamp(3 * upper, 0, 1) * lashes.at(at, (down - edge) / openness);
      return true;
    };
  return {
    bounds: { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
    ink: lashes.ink,
    brush,
  };
};
