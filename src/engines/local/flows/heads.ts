import { clamp, ease } from '../wave.ts';
import type { Bend, FlowHead } from './flow-bend.ts';

/** 1 on the head and up to `flat` times its size, falling to 0 at `end`. */
const within = (head: FlowHead, x: number, y: number, flat: number, end: number): number => {
  const [right, down] = [(x - head.x) / head.across, (y - head.y) / head.down];
  const away = Math.sqrt(right * right + down * down);
  return ease(clamp((end - away) / (end - flat), 0, 1));
};

/** Moves each head as one piece, along with its middle, because a bent face looks like another person. */
export const keepWhole = (bend: Bend, heads: readonly FlowHead[]): Bend => {
  const going = heads.map((head) => {
    const middle = { x: head.x, y: head.y };
    bend(middle, 1);
    return { head, right: middle.x - head.x, down: middle.y - head.y };
  });
  if (going.length === 0) return bend;
  return (point, share) => {
    const { x, y } = point;
    bend(point, share);
    for (const { head, right, down } of going) {
      const hold = within(head, x, y, 1.25, 2.4);
      point.x += hold * (x + right - point.x);
      point.y += hold * (y + down - point.y);
    }
  };
};
