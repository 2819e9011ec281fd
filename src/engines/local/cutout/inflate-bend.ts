import { sine } from '../wave.ts';
import { type Bent, type CutoutKind, type CutoutSubject, smooth } from './bend.ts';
import { createSwell, topAt } from './swelling.ts';

/** How full a balloon is: it fills, and bounces a little when it is. */
const blownUp = (far: number): number => {
  const after = Math.max(0, far - 0.55);
  return smooth(far / 0.6) + 0.12 * sine(after * 3.4) * (1 - smooth(after / 0.45));
};

/** How far from the frame's upper edge a subject is whole there, in stage pixels, and the largest share of the frame that one may sink. */
const [nearTop, deepest] = [5, 0.3];

/** How far a subject has to sink while it swells, so that the frame doesn't cut off its top. In stage pixels. */
const sinkOf = (
  subject: CutoutSubject,
  full: number,
  risen: number,
  swell: (place: Bent, full: number) => void,
): number => {
  const { stage, box } = subject;
  const [left, , wide] = box;
  const place: Bent = { x: 0, y: 0, gain: 0 };
  const isCut = (sink: number): boolean => {
    for (let x = left; x <= left + wide; x += wide / 40) {
      place.x = x;
      place.y = 0.012 * stage.height + risen - sink;
      swell(place, full);
      if (place.y > topAt(subject, place.x, wide / 40)) return true;
    }
    return false;
  };
  const step = 0.02 * stage.height;
  let sink = 0;
  while (sink < deepest * stage.height && isCut(sink)) sink += step;
  return sink;
};

/** Inflates head and body like a balloon. The subject starts to float unless the frame cuts it off. */
export const inflate: CutoutKind = (subject) => {
  const { stage, box, cut, seconds, strength, random, progress } = subject;
  const [, top, , tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const height = bottom - top;
  const phase = random();
  const bobs = Math.max(1, Math.round(seconds / 2));
  const swell = createSwell(subject);
  const most = Math.min(1.55, strength);
  // A full balloon bounces beyond its size.
  const fullest = 1.1 * most;
  const float = 0.05 * Math.min(height, 8 * top);
  const sunk = top < nearTop ? 0 : sinkOf(subject, fullest, 1.25 * float * fullest, swell);
  return (time) => {
    const full = blownUp(progress(time)) * most;
    const bob = full * sine(phase + (bobs * time) / seconds);
    const rise = float * (full + 0.25 * bob);
    const sink = (sunk * full) / fullest;
    return (place) => {
      // What the frame cuts off stays at its edge and stretches.
      place.y += rise * (cut ? Math.max(0, (bottom - place.y) / height) : 1) - sink;
      swell(place, full);
    };
  };
};
