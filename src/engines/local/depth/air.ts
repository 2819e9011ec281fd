import type { Plane } from '../../../media/pixels/plane.ts';
import { box, planeOf } from '../../../media/pixels/plane.ts';
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

/** The sky: what reaches down from the top without an edge and is blue, bright or, right across, glowing. Hazy hills are told apart. */
export const skyOf = ({
  colours,
  strength,
  free,
  portrait,
  indoors,
  falling,
}: SkyInput): { readonly sky: Plane; readonly hills: Plane } => {
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
  if (portrait) return { sky: clear, hills: planeOf(width, height, () => 0) };
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
  const dry = planeOf(width, height, (i) => (falling(i) ? 0 : (whole.values[i] as number)));
  const hills = hillsIn(dry, strength, blue);
  const air = planeOf(width, height, (i) => (whole.values[i] as number) - (hills.values[i] as number));
  return { sky: pieces(aboveGround(air, falling), 0.004, { fromTop: true }), hills };
};

/** The finest detail of clouds; hills have more in this share of a neighbourhood, and cover at least `least` of the picture. */
const wooded = { strength: 0.022, share: 0.7, radius: 10, least: 0.03, blue: 0.51 } as const;

/** Hazy hills that look like sky, with what is under them: their trees are finer than any cloud, and everywhere. */
const hillsIn = ({ width, height, values }: Plane, strength: Float32Array, blue: Plane): Plane => {
  const tint = box(blue, wooded.radius).values;
  const fine = box(
    planeOf(width, height, (i) => ((strength[i] as number) > wooded.strength ? 1 : 0)),
    wooded.radius,
  ).values;
  const hills = pieces(
    planeOf(width, height, (i) => {
      const hazy = values[i] === 1 && (tint[i] as number) > wooded.blue;
      return hazy && (fine[i] as number) > wooded.share ? 1 : 0;
    }),
    wooded.least,
  ).values;
  for (let i = width; i < hills.length; i += 1) if (hills[i - width] === 1 && values[i] === 1) hills[i] = 1;
  return { width, height, values: hills };
};

/** Outlines up to this clear look single in two copies at any distance; clearer ones only in copies that lie closer. */
const clear = { strength: 0.011, least: 0.18, among: 0.97 } as const;

/** How far clouds may drift, 0 to 1: two copies of white clouds in a blue sky would show two outlines. */
export const driftOf = (sky: Plane, strength: Float32Array): number => {
  const inside = strength.filter((_, i) => (sky.values[i] as number) > 0.9).sort();
  const edge = inside[Math.floor(clear.among * inside.length)] ?? 0;
  return Math.max(clear.least, Math.min(1, clear.strength / Math.max(1e-6, edge)));
};

/**
 * The sky above the top of falling water: what looks like it further down is mist in front of rock. All of it if the water
 * falls from beyond the picture.
 */
export const aboveFalls = (sky: Plane, falls: Plane): Plane => {
  const top = Math.floor(falls.values.findIndex((value) => value > 0.5) / falls.width);
  return top <= 0 ? sky : { ...sky, values: sky.values.map((value, i) => (i < top * sky.width ? value : 0)) };
};

/** Water without what has sky or hills under it. */
export const underSky = (water: Plane, sky: Plane, hills: Plane = sky): Plane => {
  const { width, height, values } = water;
  const kept = values.slice();
  for (let x = 0; x < width; x += 1)
    for (let i = (height - 1) * width + x, above = false; i >= 0; i -= width) {
      above ||= sky.values[i] === 1 || hills.values[i] === 1;
      if (above) kept[i] = 0;
    }
  return { width, height, values: kept };
};
