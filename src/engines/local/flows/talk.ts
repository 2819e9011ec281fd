import { createWander } from '../random.ts';
import { sine } from '../wave.ts';
import type { Current, Flowing } from './bend.ts';
import { breath } from './breath.ts';
import { within } from './heads.ts';

/** Each head nods and tilts on its neck in one piece, as someone who speaks or listens does, and the chest breathes. */
export const talk = (flowing: Flowing): Current => {
  const { amplitude, seconds, random, loop } = flowing;
  const chest = breath({ ...flowing, amplitude: 0.6 * amplitude });
  const wander = (rate: number) => createWander(random, rate, seconds, loop);
  const [nod, speech, tilt, turn] = [wander(1), wander(2.6), wander(0.6), wander(0.5)] as const;
  const apart = random();
  return (time, stage, echo) => {
    const breathe = chest(time, stage, echo);
    // Where no face is, nothing nods: a guessed head would be a dent in whatever is there.
    const heads = stage.heads.map((head, index) => {
      const at = time + apart * index * seconds;
      const angle = 1.3 * (amplitude / (head.across + 0.05)) * tilt(at);
      return {
        head,
        angle,
        right: 0.8 * amplitude * turn(at),
        down: amplitude * (0.9 * nod(at) + 0.3 * speech(at) * (0.6 + 0.4 * sine(at / seconds))),
      };
    });
    return (point, share) => {
      const { x, y } = point;
      breathe(point, share);
      for (const { head, angle, right, down } of heads) {
        const hold = within(head, x, y, 1.3, 2.6);
        const neck = head.y + 1.7 * head.down;
        point.x += hold * (x + right + angle * (y - neck) - point.x);
        point.y += hold * (y + down - angle * (x - head.x) - point.y);
      }
    };
  };
};
