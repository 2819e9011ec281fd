import { clamp, ease } from '../wave.ts';
import type { Curve } from './curve.ts';
import { colourAt, type PatchCanvas, type PatchInk } from './patch.ts';

/** The skin that would be seen if there were no eye: it runs from the skin above the eye to the skin below it. */
export type LidSkin = {
  /** Writes the skin's colour to `ink`: `share` is 0 above the eye and 1 below it. */
  readonly at: (along: number, share: number, ink: Mutable<PatchInk>) => void;
  /** The middle colour of the skin around the eye. */
  readonly plain: PatchInk;
  /** How much darker than its surroundings the fold above the open eye is, from 0 to 1. */
  readonly fold: (along: number) => number;
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const stations = 17;
const [first, last] = [-0.15, 1.15];

/** Of this many samples across the skin, keep the lightest: the others are lashes, creases and brows. */
const samples = 9;
const kept = { from: 4, to: 8 } as const;

/** A lid comes out of its socket into the light: the share by which it is lifted towards the lit skin around it. */
const lift = 0.4;

/** The most that the cheek changes a lid's tint, in levels: painted cheeks are redder than lids. */
const mostTint = 5;

/** The share of the cheek's colour in a lid: around many eyes the skin is grey or mauve. */
const cheekShare = 0.6;

/** The middle one of some colours, plane by plane. */
const median = (inks: readonly PatchInk[]): PatchInk => {
  const middle = (pick: (ink: PatchInk) => number) =>
    inks.map(pick).sort((a, b) => a - b)[inks.length >> 1] ?? 128;
  return {
    luma: middle(({ luma }) => luma),
    blue: middle(({ blue }) => blue),
    red: middle(({ red }) => red),
  };
};

const meanOf = (inks: readonly PatchInk[]): PatchInk => {
  const sum = (pick: (ink: PatchInk) => number) =>
    inks.reduce((total, ink) => total + pick(ink), 0) / inks.length;
  return { luma: sum(({ luma }) => luma), blue: sum(({ blue }) => blue), red: sum(({ red }) => red) };
};

const smooth = (inks: readonly PatchInk[]): readonly PatchInk[] => {
  let now = inks;
  for (let pass = 0; pass < 4; pass += 1)
    now = now.map((ink, i) => meanOf([now[i - 1] ?? ink, ink, ink, now[i + 1] ?? ink]));
  return now;
};

/** Reads the skin between lines above and below an eye. `place` converts a position to photo pixels. */
export const readLidSkin = (
  canvas: PatchCanvas,
  place: (at: number, down: number) => readonly [number, number],
  lines: { readonly top: Curve; readonly upper: Curve; readonly lower: Curve; readonly bottom: Curve },
  cheek: readonly (readonly [x: number, y: number, ...rest: number[]])[],
): LidSkin => {
  const plain = median(cheek.map(([x, y]) => colourAt(canvas, x, y)));
  const across = (from: Curve, to: Curve): readonly (readonly PatchInk[])[] =>
    Array.from({ length: stations }, (_, station) => {
      const along = first + (station * (last - first)) / (stations - 1);
      return Array.from({ length: samples }, (_, i) => {
        const share = i / (samples - 1);
        const [x, y] = place(along, from(along) + share * (to(along) - from(along)));
        return colourAt(canvas, x, y);
      }).sort((a, b) => a.luma - b.luma);
    });
  const skinOf = (rows: readonly (readonly PatchInk[])[]): readonly PatchInk[] =>
    smooth(rows.map((inks) => meanOf(inks.slice(kept.from, kept.to))));
  const over = across(lines.top, lines.upper);
  const under = across(lines.lower, lines.bottom);
  const [above, below] = [skinOf(over), skinOf(under)];
  const folds = over.map((inks, i) => {
    const lit = (above[i] as PatchInk).luma;
    return clamp((lit - (inks[0] as PatchInk).luma) / Math.max(1, lit - 16), 0, 1);
  });
  const spotOf = (along: number): number =>
    clamp(((along - first) / (last - first)) * (stations - 1), 0, stations - 1.001);
  return {
    plain,
    fold: (along) => {
      const spot = spotOf(along);
      const u = spot - (spot | 0);
      return (folds[spot | 0] as number) * (1 - u) + (folds[(spot | 0) + 1] as number) * u;
    },
    // Called for every pixel of a lid, so it allocates nothing.
    at: (along, share, ink) => {
      const spot = spotOf(along);
      const station = spot | 0;
      const u = spot - station;
      const a = above[station] as PatchInk;
      const b = above[station + 1] as PatchInk;
      const c = below[station] as PatchInk;
      const d = below[station + 1] as PatchInk;
      const high = a.luma + (b.luma - a.luma) * u;
      const low = c.luma + (d.luma - c.luma) * u;
      const bulge = ease(clamp(share / 0.7, 0, 1));
      const lit = high + lift * bulge * Math.max(0, low - high);
      ink.luma = lit + (low - lit) * share * share;
      // The lit cheek says little about the color of a lid in the shadow.
      const tint = cheekShare * clamp((ink.luma - 16) / Math.max(1, plain.luma - 16), 0, 1);
      const blue = (a.blue + (b.blue - a.blue) * u) * (1 - share) + (c.blue + (d.blue - c.blue) * u) * share;
      const red = (a.red + (b.red - a.red) * u) * (1 - share) + (c.red + (d.red - c.red) * u) * share;
      ink.blue =
        blue - tint * clamp(Math.max(blue - plain.blue, (blue - plain.blue) / 2), -mostTint, mostTint);
      ink.red = red + tint * clamp(Math.max(plain.red - red, (plain.red - red) / 2), -mostTint, mostTint);
    },
  };
};
