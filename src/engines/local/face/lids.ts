import type { Eye, Point, SeenFace } from '../../../media/analysis/types.ts';
import { clamp, ease } from '../wave.ts';
import { type Curve, curveOf } from './curve.ts';
import { edgeWidth } from './edge-width.ts';
import { readLidSkin } from './lid-skin.ts';
import { type Bounds, type Brush, type Canvas, colourAt, grainAt, type Ink } from './patch.ts';

/** How far the upper lid is lowered and the lower lid raised, as shares of the eye's opening. */
export type LidMoment = { readonly upper: number; readonly lower: number };

export type Lids = {
  readonly bounds: Bounds;
  readonly ink: Ink;
  readonly brush: (moment: LidMoment) => Brush;
};

/** Points under the brows, from the outer end inwards. Lids must not be drawn with brow hair. */
const brows = {
  right: [46, 53, 52, 65, 55],
  left: [276, 283, 282, 295, 285],
} as const;

const creases = {
  right: [247, 30, 29, 27, 28, 56, 190],
  left: [467, 260, 259, 257, 258, 286, 414],
} as const;

/** Points of plain skin below each eye. */
const cheeks = { right: [101, 50, 118, 36, 205], left: [330, 280, 347, 266, 425] } as const;

/** In openings of the eye: where skin starts beyond the lashes, and how far the lid's and the cheek's skin reach. */
const beyond = { upper: 0.22, lower: 0.18, crease: 0.6, cheek: 1.1 } as const;

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

/** The most that the grain of a lid changes its brightness, in levels. */
const mostGrain = 12;

/** How far beyond its corners an eye's lashes reach, as a share of its length. */
const corner = 0.2;

/** 1 between the corners of the eye, falling to 0 a little beyond them. */
const within = (at: number): number =>
  ease(clamp(Math.min(at + corner, 1 + corner - at) / (1.1 * corner), 0, 1));

type Lines = { readonly top: Curve; readonly upper: Curve; readonly lower: Curve; readonly bottom: Curve };

const linesOf = (eye: Eye, crease: readonly Point[], brow: readonly Point[], axes: Axes): Lines => {
  const spots = (points: readonly Point[]) => points.map((point) => along(axes, point));
  const corners = [
    [0, 0],
    [1, 0],
  ] as const;
  const [upper, lower] = [
    curveOf([...corners, ...spots(eye.upper)]),
    curveOf([...corners, ...spots(eye.lower)]),
  ];
  const [above, hair] = [curveOf(spots(crease)), curveOf(spots(brow))];
  const { openness } = eye;
  return {
    top: (at) => {
      const wished = Math.min(above(at), upper(at) - 0.25 * openness) - beyond.crease * openness;
      const skin = hair(at) + 0.25 * (upper(at) - hair(at));
      return Math.min(Math.max(wished, skin), upper(at) - 0.4 * openness);
    },
    upper: (at) => upper(at) - beyond.upper * openness * within(at),
    lower: (at) => lower(at) + beyond.lower * openness * within(at),
    bottom: (at) => lower(at) + beyond.cheek * openness,
  };
};

/** The colour of the lashes: the darkest along the upper lid, which is that of the eye in part, warmed by the skin's. */
const lashes = (canvas: Canvas, axes: Axes, eye: Eye, { upper }: Lines, skin: Ink): Ink => {
  const found = [0.25, 0.4, 0.5, 0.6, 0.75].map((at) => {
    const inks = [0, 0.1, 0.2, 0.3, 0.4].map((share) => {
      const [x, y] = placeOf(axes, at, upper(at) + share * eye.openness);
      return colourAt(canvas, x, y);
    });
    return inks.reduce((dark, ink) => (ink.luma < dark.luma ? ink : dark));
  });
  const mean = (pick: (ink: Ink) => number): number =>
    found.reduce((sum, ink) => sum + pick(ink), 0) / found.length;
  return {
    luma: mean(({ luma }) => luma),
    blue: (mean(({ blue }) => blue) + skin.blue) / 2,
    red: (mean(({ red }) => red) + skin.red) / 2,
  };
};

/** Creates the lids of an eye. As they close, skin is drawn over the eye. */
export const createLids = (canvas: Canvas, { eyes, points }: SeenFace, side: 'left' | 'right'): Lids => {
  const eye = eyes[side];
  const axes = axesOf(eye);
  const pick = (indices: readonly number[]) => indices.map((index) => points[index] as Point);
  const lines = linesOf(eye, pick(creases[side]), pick(brows[side]), axes);
  const place = (at: number, down: number) => placeOf(axes, at, down);
  const skin = readLidSkin(canvas, place, lines, pick(cheeks[side]));
  const spread = 0.09 * axes.length;
  const { openness } = eye;
  const sharp = edgeWidth(canvas, place, lines.top, lines.bottom);
  const soft = Math.max(0.7 / canvas.scaleY, 0.3 * sharp);
  const lash = Math.max(1.1 / canvas.scaleY, 0.55 * sharp, 0.11 * openness);
  const corners = [-corner, 0.5, 1 + corner].flatMap((at) => [
    placeOf(axes, at, lines.top(at)),
    placeOf(axes, at, lines.bottom(at) + lash),
  ]);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const brush =
    ({ upper, lower }: LidMoment): Brush =>
    (x, y, stroke) => {
      const right = x - axes.x;
      const low = y - axes.y;
      const at = (axes.cos * right + axes.sin * low) / axes.length;
      if (at < -corner || at > 1 + corner) return false;
      const down = axes.cos * low - axes.sin * right;
      const top = lines.top(at);
      const bottom = lines.bottom(at);
      if (down <= top || down >= bottom) return false;
      const hold = within(at);
      stroke.blurX = 0;
      stroke.blurY = 0;
      stroke.wash = 0;
      const from = lines.upper(at);
      const to = lines.lower(at);
      const gap = Math.max(0, to - from);
      const edge = from + upper * gap;
      const rim = to - lower * gap;
      let source: number;
      if (down < edge + soft) {
        source = top + ((down - top) / Math.max(1e-3, edge - top)) * (from - top);
        stroke.share = clamp((edge - down) / (2 * soft) + 0.5, 0, 1);
        const share = clamp((down - top) / Math.max(1e-3, edge - top), 0, 1);
        // A lid is round, so it is brightest in its middle and gets darker towards its edge.
        const lit = 0.05 * (1 - (2 * at - 1) ** 2) * Math.max(0, 1 - ((share - 0.6) / 0.4) ** 2);
        const edged = ease(clamp((down - from) / Math.max(1e-3, edge - from), 0, 1));
        const round = 1 + upper * hold * (lit - 0.06 * edged);
        stroke.shade = round;
        // A closed lid is smooth: stretched skin must not show lashes, creases or shadows.
        stroke.wash = 0.85 * ease(clamp(1.5 * upper, 0, 1)) * hold * ease(clamp(2.2 * share - 0.15, 0, 1));
        skin.at(at, share, stroke.colour);
        // Even colour looks painted: the lid gets the grain of the cheek.
        const [cheekX, cheekY] = place(at, down + bottom - top);
        stroke.colour.luma += grainAt(canvas, cheekX, cheekY, mostGrain);
        const far = spread * upper * hold * ease(clamp(1.4 * share, 0, 1));
        stroke.blurX = axes.cos * far;
        stroke.blurY = axes.sin * far;
      } else if (lower > 0 && down > rim - soft) {
        source = bottom - ((bottom - down) / Math.max(1e-3, bottom - rim)) * (bottom - to);
        stroke.share = clamp((down - rim) / (2 * soft) + 0.5, 0, 1);
        stroke.shade = 1;
      } else {
        source = down;
        stroke.share = 0;
        stroke.shade = 1;
      }
      stroke.x = axes.x + axes.cos * at * axes.length - axes.sin * source;
      stroke.y = axes.y + axes.sin * at * axes.length + axes.cos * source;
      const away = (down - edge) / lash;
      stroke.ink = 0.46 * hold * hold * clamp(3 * upper, 0, 1) * Math.exp(-away * away);
      return true;
    };
  return {
    bounds: { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
    ink: lashes(canvas, axes, eye, lines, skin.plain),
    brush,
  };
};
