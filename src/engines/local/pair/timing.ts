import type { Pair } from '../../../core/shot.ts';
import { clamp, sine } from '../wave.ts';

/** The state of a pair at a moment; all values but `rock` are 0 to 1. */
export type PairMoment = {
  /** Progress from the start positions to the touch. */
  readonly near: number;
  readonly lids: number;
  readonly press: number;
  readonly smile: number;
  /** How both sway together, −1 to 1. */
  readonly rock: number;
};

const smoother = (value: number): number => {
  const t = clamp(value, 0, 1);
  return t * t * t * (t * (6 * t - 15) + 10);
};

/**
 * How two people come together. After a kiss they part a little, open their eyes and smile; in a hug they stay and
 * rock gently. In a loop they part again. `t` runs from 0 to 1.
 */
export const momentAt = (t: number, kind: Pair['kind'], loop: boolean): PairMoment => {
  const way = loop ? 1 - Math.abs(2 * t - 1) : t;
  const [start, arrive] = loop ? [0.04, 0.8] : [0.02, 0.44];
  const travel = (way - start) / (arrive - start);
  const parted = kind === 'hug' || loop ? 0 : smoother((t - 0.76) / 0.2);
  const held = kind === 'kiss' || loop ? 0 : smoother((t - 0.42) / 0.2);
  return {
    near: smoother(travel) * (1 - 0.2 * parted),
    // Eyes close and open within a few frames: half-closed ones look drunk.
    lids: smoother((travel - 0.74) / 0.09) * (kind === 'hug' || loop ? 1 : 1 - smoother((t - 0.82) / 0.04)),
    press: smoother((travel - 0.92) / 0.3) * (1 - parted),
    smile: smoother((travel - 0.2) / 0.7),
    rock: held * sine(1.3 * (t - 0.42)),
  };
};
