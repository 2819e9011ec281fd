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
};

/** Dark and bright clouds within the sky belong to it; kites and birds, whose edges or colours are clear, don't. */
const clouds = { most: 0.06, darker: 0.4, brighter: 0.4, tint: 0.05 } as const;

/** The share of a cloud's pixels that may have clear edges. */
const crisp = 0.25;

/** The sky: what reaches down from the top without an edge and is blue, bright or, right across, glowing. */
export const skyOf = ({ colours, strength, free, portrait }: SkyInput): Plane => {
  const { luma, blue, red } = colours;
  const { width, height } = luma;
  const mark = (is: (light: number, b: number, r: number, i: number, y: number) => boolean): Plane =>
    planeOf(width, height, (i, _, y) =>
      free(i) &&
      is(luma.values[i] as number, (blue.values[i] as number) - 0.5, (red.values[i] as number) - 0.5, i, y)
        ? 1
        : 0,
    );
  const clear = pieces(
    mark((light, b, r, i) => {
      const grey = Math.abs(b) + Math.abs(r) < 0.05 && light > 0.5;
      const airy = (b > 0.012 && r < 0.05) || (!portrait && (light > 0.62 || grey));
      return airy && light > 0.15 && (strength[i] as number) < 0.05;
    }),
    0.04,
    { fromTop: true },
  );
  if (portrait) return clear;
  const glow = pieces(
    mark((light, b, r, i, y) => {
      const warm = r > 0.015 && b < 0.15 && light > 0.2;
      return warm && y < 0.7 * height && (strength[i] as number) < 0.02;
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
  return fillGaps(sky, colours, (i) => !free(i) || (strength[i] as number) > 0.085, clouds, crisp);
};
