import { sine } from '../wave.ts';
import type { Current, Flowing } from './flow-bend.ts';

/** The subject's chest rises and falls about once in four seconds. */
export const breath = ({ amplitude, seconds, random }: Flowing): Current => {
  const cycles = Math.max(1, Math.round(seconds / 4));
  const phase = random();
  return (time) => {
    const swell = amplitude * sine(phase + (cycles * time) / seconds);
    return (point, share) => {
      point.x -= swell * share * point.x;
      point.y += swell * share * (0.6 - 0.5 * point.y);
    };
  };
};
