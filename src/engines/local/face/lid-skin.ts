import { clamp } from '../wave.ts';
import type { Curve } from './curve.ts';
import { type Canvas, colourAt, type Ink } from './patch.ts';

/** Skin colours above and below an eye along its axis, without lashes, creases and highlights. */
export type LidSkin = {
  /** The colour of the cheek. */
  readonly plain: Ink;
  /** Writes the colour of a closed lid to `ink`: `share` is 0 at the top of the lid and 1 at its edge. */
  readonly at: (along: number, share: number, ink: Mutable<Ink>) => void;
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const stations = 17;
const [first, last] = [-0.15, 1.15];

/**
 * Of this many samples across the skin, skip the darkest ones (lashes, creases) and the brightest one (highlights).
 */
const samples = 9;
const kept = { from: 4, to: 8 } as const;

/**
 * The share of the brightness of the skin below the eye at the top and the edge of a closed lid, which comes out of
 * the eye socket.
 */
const light = { top: 0.35, edge: 0.9 } as const;

/** The share of the cheek's colour in a lid, and its least brightness as a share of the cheek's. */
const cheeks = { colour: 0.9, least: 0.88 } as const;

/** The middle one of some colours, plane by plane. */
const median = (inks: readonly Ink[]): Ink => {
  const middle = (pick: (ink: Ink) => number) =>
    inks.map(pick).sort((a, b) => a - b)[inks.length >> 1] ?? 128;
  return {
    luma: middle(({ luma }) => luma),
    blue: middle(({ blue }) => blue),
    red: middle(({ red }) => red),
  };
};

const mean = (inks: readonly Ink[]): Ink => {
  const sum = (pick: (ink: Ink) => number) => inks.reduce((total, ink) => total + pick(ink), 0) / inks.length;
  return { luma: sum(({ luma }) => luma), blue: sum(({ blue }) => blue), red: sum(({ red }) => red) };
};

const smooth = (inks: readonly Ink[]): readonly Ink[] => {
  let now = inks;
  for (let pass = 0; pass < 4; pass += 1)
    now = now.map((ink, i) => mean([now[i - 1] ?? ink, ink, ink, now[i + 1] ?? ink]));
  return now;
};

/**
 * Reads the skin between lines along an eye. `place` converts a position along and below its axis to photo pixels, and
 * `cheek` are points with plain skin near it.
 */
export const readLidSkin = (
  canvas: Canvas,
  place: (at: number, down: number) => readonly [number, number],
  lines: { readonly top: Curve; readonly upper: Curve; readonly lower: Curve; readonly bottom: Curve },
  cheek: readonly (readonly [x: number, y: number, ...rest: number[]])[],
): LidSkin => {
  const plain = median(cheek.map(([x, y]) => colourAt(canvas, x, y)));
  const between = (from: Curve, to: Curve): readonly Ink[] =>
    smooth(
      Array.from({ length: stations }, (_, station) => {
        const along = first + (station * (last - first)) / (stations - 1);
        const inks = Array.from({ length: samples }, (_, i) => {
          const share = 0.1 + (0.85 * i) / (samples - 1);
          const [x, y] = place(along, from(along) + share * (to(along) - from(along)));
          return colourAt(canvas, x, y);
        }).sort((a, b) => a.luma - b.luma);
        return mean(inks.slice(kept.from, kept.to));
      }),
    );
  const above = between(lines.top, lines.upper);
  const below = between(lines.lower, lines.bottom);
  const least = 16 + cheeks.least * (Math.max(plain.luma, mean(above).luma) - 16);
  return {
    plain,
    at: (along, share, ink) => {
      const spot = clamp(((along - first) / (last - first)) * (stations - 1), 0, stations - 1.001);
      const station = spot | 0;
      const u = spot - station;
      const [a, b] = [above[station], above[station + 1]] as [Ink, Ink];
      const [c, d] = [below[station], below[station + 1]] as [Ink, Ink];
      const blend = (p: number, q: number, r: number, s: number, v: number): number =>
        (p + (q - p) * u) * (1 - v) + (r + (s - r) * u) * v;
      const luma = blend(
        a.luma,
        b.luma,
        c.luma,
        d.luma,
        light.top + (light.edge - light.top) * Math.min(1, 1.6 * share),
      );
      ink.luma = luma < least ? luma + 0.85 * Math.min(1, 0.4 + share) * (least - luma) : luma;
      const own = {
        blue: blend(a.blue, b.blue, c.blue, d.blue, 0.5),
        red: blend(a.red, b.red, c.red, d.red, 0.5),
      };
      ink.blue = own.blue + cheeks.colour * (plain.blue - own.blue);
      ink.red = own.red + cheeks.colour * (plain.red - own.red);
    },
  };
};
