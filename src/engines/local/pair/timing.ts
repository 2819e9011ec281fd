import { clamp } from '../wave.ts';

/** How far a pair has got at a moment, each 0 to 1. */
export type PairMoment = {
  /** From where they begin to where they touch. */
  readonly near: number;
  readonly lids: number;
  readonly press: number;
  readonly smile: number;
};

const smoother = (value: number): number => {
  const t = clamp(value, 0, 1);
  return t * t * t * (t * (6 * t - 15) + 10);
};

/** How two people come together; in a loop they part again. `t` runs from 0 to 1. */
export const momentAt = (t: number, loop: boolean): PairMoment => {
  const way = loop ? 1 - Math.abs(2 * t - 1) : t;
  const [start, arrive] = loop ? [0.04, 0.8] : [0.06, 0.54];
  const travel = (way - start) / (arrive - start);
  return {
    near: smoother(travel),
    lids: smoother((travel - 0.66) / 0.26),
    press: smoother((travel - 0.92) / 0.3),
    smile: smoother((travel - 0.2) / 0.7),
  };
};
