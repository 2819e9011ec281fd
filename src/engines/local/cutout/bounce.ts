import type { Beat } from '../../../core/order.ts';
import { dance, styles } from '../puppet/steps.ts';
import type { CutoutKind } from './bend.ts';

/** Motion for subjects without limbs to dance with: bounces and leans on the beat as one piece, in place. */
export const bounce =
  (beat: Beat, loop: boolean, frames: number, fps: number): CutoutKind =>
  ({ stage, box, cut, strength, random, seconds }) => {
    const [left, top, wide, tall] = box;
    const bottom = cut ? stage.height : top + tall;
    const times = Array.from({ length: frames }, (_, frame) => frame / fps);
    const style = Math.floor(random() * styles.length);
    const side = random() < 0.5 ? -1 : 1;
    const stances = dance({ beat, seconds, loop }, times, { style, side, late: 0 });
    const middle = left + wide / 2;
    const room = Math.min(1, Math.max(0.25, top / (0.05 * tall)));
    return (time) => {
      const stance = stances[Math.round(time * fps) % frames];
      const squash = 0.85 * strength * Math.max(-0.06 * room, stance?.drop ?? 0);
      const lean = 1.2 * strength * (stance?.hip ?? 0) + 0.35 * strength * (stance?.chest ?? 0);
      return (place) => {
        const up = bottom - place.y;
        const high = up / tall;
        place.x =
          middle +
          (place.x - middle - lean * 0.6 * tall * high * Math.abs(high)) * (1 + 0.5 * squash * (1 - high));
        place.y = bottom - up / (1 - squash);
      };
    };
  };
