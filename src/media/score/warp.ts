import type { BlockFlow } from './block-flow.ts';
import { blockSide, type GreyPlane } from './blocks.ts';

/** Mean difference, in grey levels, between a frame and the previous one moved along the flow (Lai et al. 2018). */
export const warpError = (before: GreyPlane, after: GreyPlane, flow: BlockFlow): number => {
  const { width, height } = before;
  const [one, other] = [before.grey, after.grey];
  let [sum, count] = [0, 0];
  for (let block = 0; block < flow.dx.length; block += 1) {
    const [dx, dy] = [flow.dx[block] as number, flow.dy[block] as number];
    const [wholeX, wholeY] = [Math.floor(dx), Math.floor(dy)];
    const [right, below] = [dx - wholeX, dy - wholeY];
    const left = (block % flow.columns) * blockSide;
    const top = Math.floor(block / flow.columns) * blockSide;
    const inside =
      left + wholeX >= 0 &&
      top + wholeY >= 0 &&
      left + wholeX + blockSide < width &&
      top + wholeY + blockSide < height;
    if (!inside) continue;
    for (let y = top; y < top + blockSide; y += 1) {
      let to = (y + wholeY) * width + left + wholeX;
      for (let at = y * width + left; at < y * width + left + blockSide; at += 1, to += 1) {
        const upper = (other[to] as number) * (1 - right) + (other[to + 1] as number) * right;
        const lower = (other[to + width] as number) * (1 - right) + (other[to + width + 1] as number) * right;
        sum += Math.abs(upper * (1 - below) + lower * below - (one[at] as number));
      }
    }
    count += blockSide * blockSide;
  }
  return sum / Math.max(1, count);
};
