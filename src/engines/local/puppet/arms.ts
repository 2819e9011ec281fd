import type { Size } from '../../../core/shot.ts';
import type { Body } from './body.ts';

/** How far an arm may swing, 0 to 1, and whether it hangs clear of the body and gets a layer of its own. */
export type Arm = {
  readonly body: number;
  readonly side: 'left' | 'right';
  readonly labels: readonly number[];
  readonly swing: number;
  readonly clear: boolean;
};

/** The swing of an arm that touches the body, and of one held out, whose sleeve would be pulled along. */
const hanging = 0.22;
const heldOut = 0.35;

const onTrunk = ({ shoulders, hips }: Body, x: number, y: number): boolean => {
  const share = (y - shoulders[0].y) / Math.max(1, hips[0].y - shoulders[0].y);
  if (share < 0.1 || share > 1.1) return false;
  const left = shoulders[0].x + share * (hips[0].x - shoulders[0].x);
  const right = shoulders[1].x + share * (hips[1].x - shoulders[1].x);
  return x > left && x < right;
};

/**
 * Measures how much of each arm's outline touches the rest of the body. `labels` is at the small size, with `scale`
 * pixels per frame pixel.
 */
export const armsOf = (
  bodies: readonly Body[],
  labels: Int16Array,
  { width, height }: Size,
  scale: number,
): readonly Arm[] => {
  const arms: Arm[] = [];
  /**
   * Whether a hand rests on something: enough of the area around it is covered by something other than its own arm.
   */
  const leans = (handX: number, handY: number, own: readonly number[], length: number): boolean => {
    const radius = Math.max(2, 0.2 * length * scale);
    let [other, all] = [0, 0];
    for (let y = Math.floor(handY * scale - radius); y <= handY * scale + radius; y += 1)
      for (let x = Math.floor(handX * scale - radius); x <= handX * scale + radius; x += 1) {
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        all += 1;
        const label = labels[y * width + x] as number;
        if (label !== -1 && !own.includes(label)) other += 1;
      }
    return other > 0.22 * all;
  };
  let first = 0;
  bodies.forEach((body, index) => {
    for (const side of ['left', 'right'] as const) {
      const own = body.bones.flatMap(({ name }, bone) =>
        name.endsWith(`arm-${side}`) ? [first + bone] : [],
      );
      if (own.length === 0) continue;
      const shoulder = body.shoulders[side === 'left' ? 0 : 1];
      const far = (0.28 * body.length * scale) ** 2;
      let [touching, open] = [0, 0];
      for (let y = 1, at = width; y < height - 1; y += 1)
        for (let x = 0; x < width; x += 1, at += 1) {
          if (x === 0 || x === width - 1 || !own.includes(labels[at] as number)) continue;
          if ((x - shoulder.x * scale) ** 2 + (y - shoulder.y * scale) ** 2 < far) continue;
          for (const next of [at - 1, at + 1, at - width, at + width]) {
            const label = labels[next] as number;
            if (label === -1) open += 1;
            else if (!own.includes(label)) touching += 1;
          }
        }
      const share = touching / Math.max(1, touching + open);
      const lower = body.bones.find(({ name }) => name === `lower-arm-${side}`);
      const hand = lower && {
        x: lower.to.x + 0.25 * (lower.to.x - lower.from.x),
        y: lower.to.y + 0.25 * (lower.to.y - lower.from.y),
      };
      const resting =
        hand !== undefined && (onTrunk(body, hand.x, hand.y) || leans(hand.x, hand.y, own, body.length));
      const out = hand !== undefined && Math.abs(hand.x - shoulder.x) > Math.abs(hand.y - shoulder.y);
      const clear = hand !== undefined && !resting && share < 0.3 && open > 20;
      arms.push({
        body: index,
        side,
        labels: own,
        // A sleeve held out isn't cut off its shoulder: it would tear, and bends well in one piece.
        clear: clear && !out,
        swing: clear ? (out ? heldOut : share < 0.22 ? 1 : 0.6) : resting ? 0 : hanging,
      });
    }
    first += body.bones.length;
  });
  return arms;
};
