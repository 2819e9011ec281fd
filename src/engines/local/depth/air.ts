import type { Plane } from '../../../media/pixels/plane.ts';
import { planeOf } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';
import { fillGaps } from './water-gaps.ts';
import { pieces } from './wide-pieces.ts';

/** What is known about a picture's pixels: how much it changes around them, and whether something else is there. */
type SkyInput = {
  readonly colours: Colours;
  readonly strength: Float32Array;
  readonly free: (i: number) => boolean;
  /** Whether a person fills so much of the picture that grey behind them is more likely a wall. */
  readonly portrait: boolean;
  /** Whether so many long lines are seen that pale colours are more likely a wall. */
  readonly indoors: boolean;
  /** Where white water runs down. */
  readonly falling: (i: number) => boolean;
};

/** What the sky surrounds belongs to it: dark and bright clouds. Kites and birds are found by their outlines later. */
const clouds = { most: 0.2, darker: 0.5, brighter: 0.5, tint: 0.3, closed: true } as const;

/** The share of a cloud's pixels that may be something else. */
const crisp = 0.25;

/** How far down the picture ground may lie above more sky, and how tall it must be, as shares of the height. */
const ground = { below: 0.42, tall: 0.045 } as const;

/** The sky without what lies under the ground: a road or a pale field is none. */
const aboveGround = ({ width, height, values }: Plane, water: (i: number) => boolean): Plane => {
  const kept = values.slice();
  for (let x = 0; x < width; x += 1)
    for (let y = 0, run = 0, under = false; y < height; y += 1) {
      const i = y * width + x;
      run = values[i] === 1 ? 0 : run + 1;
      under ||= run > ground.tall * height && y > ground.below * height;
      if (under || water(i)) kept[i] = 0;
    }
  return { width, height, values: kept };
};

/** The sky: what reaches down from the top without an edge and is blue, bright or, right across, glowing. */
export const skyOf = ({ colours, strength, free, portrait, indoors, falling }: SkyInput): Plane => {
  const { luma, blue, red } = colours;
  const { width, height } = luma;
  const mark = (is: (light: number, b: number, r: number, i: number, y: number) => boolean): Plane =>
    planeOf(width, height, (i, _, y) =>
      free(i) &&
      is(luma.values[i] as number, (blue.values[i] as number) - 0.5, (red.values[i] as number) - 0.5, i, y)
        ? 1
        : 0,
    );
  const airy = (light: number, b: number, r: number, i: number): boolean => {
    const grey = Math.abs(b) + Math.abs(r) < 0.05 && light > 0.5;
    const pale = !portrait && (light > 0.62 || grey) && b > (indoors ? -0.012 : -0.2);
    return ((b > 0.012 && r < 0.05) || pale) && light > 0.15 && (strength[i] as number) < 0.05;
  };
  const clear = pieces(mark(airy), 0.04, { fromTop: true });
  if (portrait) return clear;
  const glow = pieces(
    mark((light, b, r, i, y) => {
      const warm = r > 0.015 && b < 0.15 && light > 0.2;
      return (
        (warm && y < 0.7 * height && (strength[i] as number) < 0.02) || (!indoors && airy(light, b, r, i))
      );
    }),
    0.15,
    { fromTop: true, wide: 0.95 },
  );
  const sure = planeOf(width, height, (i) => Math.max(clear.values[i] as number, glow.values[i] as number));
  // Dark clouds are sky too when most of it is clear.
  const sky = pieces(
    mark((light, b, r, i, y) => {
      const air = y < 0.65 * height && !(b < -0.02 && r < 0.03) && light > 0.12;
      return sure.values[i] === 1 || (air && (strength[i] as number) < 0.035);
    }),
    0.04,
    { fromTop: true, sure: { plane: sure, share: 0.35 } },
  );
  const whole = fillGaps(sky, colours, (i) => !free(i), clouds, crisp);
  return aboveGround(whole, falling);
};

/** Water without what has sky under it. */
export const underSky = (water: Plane, sky: Plane): Plane => {
  const { width, height, values } = water;
  const kept = values.slice();
  for (let x = 0; x < width; x += 1)
    for (let i = (height - 1) * width + x, above = false; i >= 0; i -= width) {
      above ||= sky.values[i] === 1;
      if (above) kept[i] = 0;
    }
  return { width, height, values: kept };
};
