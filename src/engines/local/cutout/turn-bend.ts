import { cosine, sine } from '../wave.ts';
import { bell, type CutoutKind } from './bend.ts';

/** The largest angle in radians, the bulge of the front and the camera's distance, in halves of the subject's width. */
const [angle, bulge, distance] = [0.27, 0.75, 4.2];

/** Places across the subject that are looked up per frame, out to a little beyond its edges. */
const steps = 256;
const placeOf = (step: number): number => 1.4 * ((2 * step) / steps - 1);

/** Turns the subject to both sides like a relief on a turntable, while a studio light sweeps over it. */
export const turn: CutoutKind = ({ box, seconds, strength, random }) => {
  const [left, top, wide, tall] = box;
  const half = wide / 2;
  const middle = left + half;
  // The camera looks at the upper part, so that the base swings on the ground.
  const level = top + 0.4 * tall;
  const side = random() < 0.5 ? -1 : 1;
  const cycles = Math.max(1, Math.round(seconds / 4));
  const most = angle * Math.min(1.3, strength);
  return (time) => {
    const swing = side * most * sine((cycles * time) / seconds);
    const [sin, cos] = [sine(swing / (2 * Math.PI)), cosine(swing / (2 * Math.PI))];
    /** Where a place of the front is seen, and how much larger. */
    const look = (across: number): readonly [number, number] => {
      const out = bulge * Math.max(0, 1 - across * across);
      // At rest a place is where the photo has it.
      const scale = (distance - out) / (distance - (out * cos - across * sin));
      return [(across * cos + out * sin) * scale, scale];
    };
    const table = Float64Array.from({ length: steps + 1 }, (_, step) => look(placeOf(step))[0]);
    const light = -1.6 + 3.2 * (time / seconds);
    return (place) => {
      const seen = (place.x - middle) / half;
      let [low, high] = [0, steps];
      while (high - low > 1) {
        const half = (low + high) >> 1;
        if ((table[half] as number) < seen) low = half;
        else high = half;
      }
      const [from, to] = [table[low] as number, table[high] as number];
      const across = placeOf(low + Math.min(1, Math.max(0, (seen - from) / (to - from))));
      const [, scale] = look(across);
      const down = (place.y - level) / scale;
      const band = bell((seen + (0.35 * down) / half - light) / 0.22);
      place.x = middle + across * half;
      place.y = level + down;
      place.gain = 256 * (0.3 * band - 0.35 * sin * across);
    };
  };
};
