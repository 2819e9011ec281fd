import { sine } from '../wave.ts';
import type { Current, Flowing } from './flow-bend.ts';

/** The subject turns a little to and fro, as on a turntable: the front moves while the outline stays. */
export const turn = ({ amplitude, seconds, random }: Flowing): Current => {
  const side = random() < 0.5 ? -1 : 1;
  const cycles = Math.max(1, Math.round(seconds / 4));
  return (time) => {
    const swing = side * amplitude * sine((cycles * time) / seconds);
    return (point, share) => {
      point.x -= swing * share;
    };
  };
};
