import { createNoise, createRandom } from '../random.ts';
import { clamp, ease } from '../wave.ts';
import type { Curve } from './curve.ts';
import { colourAt, type PatchCanvas, type PatchInk } from './patch.ts';

export type Lashes = {
  readonly ink: PatchInk;
  /** The share of ink at a position along the eye, `away` below the line where the lids meet, in openings. */
  readonly at: (along: number, away: number) => number;
};

/** The iris is where the lashes cannot be told from what is behind them, so they are read beside it. */
const beside = [0.1, 0.16, 0.22, 0.78, 0.84, 0.9] as const;

/** Where the lashes are looked for, in openings of the eye below its upper line. */
const depths = [-0.3, -0.2, -0.1, 0, 0.1, 0.2] as const;

/** The share of ink in the palest lashes, in the darkest, and in the soft shadow of lashes on the skin. */
const shares = { least: 0.34, most: 0.86, shadow: 0.5 } as const;

/** In openings of the eye: how thick the line of the lashes is above and below, and how far single ones reach. */
const reach = { above: 0.08, below: 0.12, hair: 0.34 } as const;

/** Lashes beside each other along an eye that are told apart, where the photo is sharp enough. */
const tufts = 17;

/**
 * Reads the lashes of an open eye. `fine` is the width of the photo's sharpest edge in openings; `outwards` is 1 at the
 * outer corner for a position along the eye.
 */
export const readLashes = (
  canvas: PatchCanvas,
  place: (at: number, down: number) => readonly [number, number],
  upper: Curve,
  openness: number,
  skin: PatchInk,
  fine: number,
  outwards: (along: number) => number,
): Lashes => {
  const darkest = beside
    .map((at) =>
      depths
        .map((depth) => colourAt(canvas, ...place(at, upper(at) + depth * openness)))
        .reduce((dark, ink) => (ink.luma < dark.luma ? ink : dark)),
    )
    .sort((a, b) => a.luma - b.luma);
  // The median of the darker half: one corner may be lit by a reflection.
  const found = darkest[1] as PatchInk;
  const dark = clamp((skin.luma - found.luma) / Math.max(1, skin.luma - 16), 0, 1);
  const share = shares.least + (shares.most - shares.least) * ease(clamp(dark / 0.75, 0, 1));
  const random = createNoise(createRandom(0x1a54e5));
  const soft = fine / 2;
  const [above, below] = [Math.max(reach.above, soft), Math.max(reach.below, 1.2 * soft)];
  const rough = clamp(1 - fine / 0.35, 0, 1);
  return {
    ink: {
      luma: Math.min(found.luma, 16 + 0.5 * (skin.luma - 16)),
      blue: (found.blue + skin.blue) / 2,
      red: (found.red + skin.red) / 2,
    },
    at: (along, away) => {
      const out = outwards(along);
      const size = 0.7 + 0.6 * out;
      const ends = ease(clamp((along + 0.1) / 0.22, 0, 1)) * ease(clamp((1.1 - along) / 0.22, 0, 1));
      const core = away / (size * (away < 0 ? above : below));
      const line = Math.exp(-core * core) * (0.85 + 0.3 * rough * random(40 + tufts * along));
      // Lashes fan out: below the line each one is further from the middle of the eye.
      const tuft = 0.5 + 0.5 * rough * random(8 + tufts * (along - 0.25 * away * (out - 0.4)));
      const far = Math.max(0, away) / (size * Math.max(reach.hair, 1.5 * soft));
      const hair = shares.shadow * tuft * Math.exp(-far * far) * (away < 0 ? Math.exp(-core * core) : 1);
      return share * ends * (0.72 + 0.28 * out) * Math.min(1, line + (1 - line) * hair);
    },
  };
};
