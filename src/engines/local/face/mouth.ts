import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { clamp, ease } from '../wave.ts';
import { curveOf } from './curve.ts';
import { edgeWidth } from './edge-width.ts';
import type { FaceFrame } from './face-frame.ts';
import { type Bounds, type Brush, colourAt, type PatchCanvas, type PatchInk } from './patch.ts';

export type Mouth = {
  readonly bounds: Bounds;
  readonly ink: PatchInk;
  /** Opens the mouth, from 0 to 1; a negative number closes it by that share of its own opening. */
  readonly brush: (open: number) => Brush;
};

const inner = {
  upper: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  lower: [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
} as const;

/** In face heights: the largest drop of the lower lip, and how far below the chin the skin stretches. */
const most = 0.06;
const under = 0.2;

/** The upper teeth that a closed mouth shows when it opens: their share of the gap, and of the light on the skin. */
const teeth = { tall: 0.48, wide: 0.72, light: 0.66, most: 0.82 } as const;

/** The upper lip's share of the opening. */
const raise = 0.14;

/** In mouth widths from its middle: the jaw moves as one piece within `whole`, and not at all beyond `ends`. */
const jaw = { whole: 0.55, ends: 1.35 } as const;

const axesOf = (points: readonly Point[]) => {
  const [west, east] = [points[61] as Point, points[291] as Point];
  const length = Math.max(1e-6, Math.hypot(east[0] - west[0], east[1] - west[1]));
  return {
    x: west[0],
    y: west[1],
    cos: (east[0] - west[0]) / length,
    sin: (east[1] - west[1]) / length,
    length,
  };
};

/** The dark inside of a mouth: the colour of the lips at low brightness. */
const insideOf = (canvas: PatchCanvas, points: readonly Point[]): PatchInk => {
  const lips = [17, 0, 84, 314].map((index) => {
    const [x, y] = points[index] as Point;
    return colourAt(canvas, x, y);
  });
  const mean = (pick: (ink: PatchInk) => number): number =>
    lips.reduce((sum, ink) => sum + pick(ink), 0) / lips.length;
  const luma = mean((ink) => ink.luma);
  return {
    luma: 16 + 0.15 * (luma - 16),
    blue: 128 + 0.4 * (mean(({ blue }) => blue) - 128),
    red: 128 + 0.6 * (mean(({ red }) => red) - 128),
  };
};

/** Teeth in the light that falls on the cheeks, tinted like everything in the photo. */
const enamelOf = (canvas: PatchCanvas, points: readonly Point[]): PatchInk => {
  const [x, y] = points[205] as Point;
  const skin = colourAt(canvas, x, y);
  return {
    luma: 16 + teeth.light * (skin.luma - 16),
    blue: 128 + 0.6 * (skin.blue - 128),
    red: 128 + 0.45 * (skin.red - 128),
  };
};

/** Creates a mouth whose lower lip and chin move down, which shows what was inside and a dark gap below it. */
export const createMouth = (canvas: PatchCanvas, { points }: SeenFace, frame: FaceFrame): Mouth => {
  const axes = axesOf(points);
  const { cos, sin, length } = axes;
  const spot = (index: number): readonly [number, number] => {
    const right = (points[index] as Point)[0] - axes.x;
    const low = (points[index] as Point)[1] - axes.y;
    return [(cos * right + sin * low) / length, cos * low - sin * right];
  };
  const upperLip = curveOf(inner.upper.map(spot));
  const lowerLip = curveOf(inner.lower.map(spot));
  const opening = Math.max(0, lowerLip(0.5) - upperLip(0.5));
  const chin = spot(152)[1];
  const base = spot(2)[1];
  const end = chin + under * frame.height;
  const place = (at: number, down: number): readonly [number, number] => [
    axes.x + cos * at * length - sin * down,
    axes.y + sin * at * length + cos * down,
  ];
  const sharp = edgeWidth(
    canvas,
    place,
    () => base,
    () => chin,
  );
  const fine = Math.max(1 / canvas.scaleY, 0.95 * sharp);
  // What moves starts within the lower lip, or teeth blurred into it would go along as a bright rim.
  const inset = 0.4 * sharp;
  // A mouth that is open shows its own teeth.
  const closed = 1 - ease(clamp((opening / length - 0.04) / 0.06, 0, 1));
  const enamel = enamelOf(canvas, points);
  const brush = (open: number): Brush => {
    const drop = open < 0 ? open * opening : open * most * frame.height;
    /** How far a position at a height is moved down. */
    const fall = (at: number, down: number, lip: number, gap: number): number => {
      if (down <= lip) return gap;
      const share = clamp((down - lip) / Math.max(1, 0.75 * (chin - lip)), 0, 1);
      const away = Math.abs(at - 0.5);
      const whole = drop * ease(clamp((jaw.ends - away) / (jaw.ends - jaw.whole), 0, 1));
      const fade = ease(clamp((end - down) / (end - chin + 0.06 * frame.height), 0, 1));
      return (gap + ease(share) * (whole - gap)) * fade;
    };
    return (x, y, stroke) => {
      const right = x - axes.x;
      const low = y - axes.y;
      const at = (cos * right + sin * low) / length;
      if (Math.abs(at - 0.5) > jaw.ends) return false;
      const down = cos * low - sin * right;
      if (down <= base || down >= end) return false;
      const aside = (at - 0.5) / 0.47;
      const lower = Math.max(upperLip(at), lowerLip(at));
      const top = upperLip(at);
      const bow = Math.max(0, 1 - aside * aside);
      const gap = open < 0 ? open * (lower - top) : drop * bow * Math.sqrt(bow);
      const lip = lower + inset * clamp(Math.abs(gap) / fine, 0, 1);
      const up = raise * Math.max(0, gap);
      stroke.share = 1;
      stroke.wash = 0;
      let source: number;
      if (down < top - up) {
        // The upper lip rises a little, less and less towards the nose.
        source = base + ((down - base) / Math.max(1e-3, top - up - base)) * (top - base);
      } else if (down > lip + gap) {
        source = down - fall(at, down - gap, lip, gap);
        source = down - fall(at, source, lip, gap);
      } else {
        // Teeth stay with the skull: keep what was visible, and open the dark gap below it.
        source = Math.min(down + up, lip);
      }
      const soft = 0.16 * (gap + up) + fine;
      const dark =
        clamp((down - lip + up) / soft + 0.15, 0, 1) * clamp((lip + gap - down) / soft + 0.25, 0, 1);
      const inside = ease(dark) * clamp(gap / (1.5 * fine), 0, 1);
      // They stay with the skull, in the shadow of the lip.
      const under = (down - top + up) / Math.max(1e-3, gap + up);
      const bite =
        ease(clamp(2.5 * (1 - Math.abs(aside) / teeth.wide), 0, 1)) *
        ease(clamp(under / 0.1, 0, 1)) *
        ease(clamp((teeth.tall - under) / 0.14, 0, 1));
      stroke.wash = teeth.most * closed * bite * clamp(gap / (2 * fine) - 0.3, 0, 1);
      stroke.colour.luma =
        enamel.luma - 0.35 * (enamel.luma - 16) * (1 - ease(clamp(under / teeth.tall / 0.6, 0, 1)));
      stroke.colour.blue = enamel.blue;
      stroke.colour.red = enamel.red;
      stroke.ink = 0.9 * inside * (1 - stroke.wash);
      stroke.x = axes.x + cos * at * length - sin * source;
      stroke.y = axes.y + sin * at * length + cos * source;
      return true;
    };
  };
  const corners = [0.5 - jaw.ends, 0.5 + jaw.ends].flatMap((at) =>
    [base, end].map((down) => place(at, down)),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    bounds: { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
    ink: insideOf(canvas, points),
    brush,
  };
};
