import type { Masked } from '../../../core/order.ts';
import type { Box, Mask, PhotoAnalysis } from '../../../media/analysis/types.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import type { Plane } from '../../../media/pixels/plane.ts';
import { sample } from '../lens.ts';

/** The subject that was found is refined by a mask that covers at least this share of it. */
const mostly = 0.5;

const boxOf = ({ width, height, data }: Mask, scale: number): Box | null => {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < data.length; i += 1) {
    if ((data[i] as number) < 128) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return right < 0
    ? null
    : [left * scale, top * scale, (right - left + 1) * scale, (bottom - top + 1) * scale];
};

const through = (mask: Mask, free: Plane): Mask => ({
  ...mask,
  data: mask.data.map((value, i) => {
    const right = ((i % mask.width) + 0.5) / mask.width;
    const down = (Math.floor(i / mask.width) + 0.5) / mask.height;
    return Math.round(value * sample(free, right, down));
  }),
});

const areaOf = (data: Uint8Array): number => data.reduce((all, value) => all + value, 0);

/** What is cut out when a mask says what may move: that part of the subject, or the marked part itself. */
export const maskSubject = (seen: PhotoAnalysis, free: Plane, masked: Masked): PhotoAnalysis => {
  const part = seen.mask && through(seen.mask, free);
  const found = part !== null && seen.mask !== null && areaOf(part.data) >= mostly * areaOf(seen.mask.data);
  const painted = {
    ...{ width: free.width, height: free.height },
    data: bytesFrom(free.values, (value) => Math.round(255 * value)),
  };
  const mask = found || masked === 'still' ? part : painted;
  const box = mask && boxOf(mask, seen.width / mask.width);
  const people = seen.people.filter(({ box: [left, top, width, height] }) => {
    const share = sample(free, (left + width / 2) / seen.width, (top + height / 2) / seen.height);
    return share > 0.5;
  });
  if (mask === null || box === null) return { ...seen, people, mask: null, subject: null };
  return {
    ...{ ...seen, people, mask },
    subject: { box, confidence: 1, kind: people.length > 0 ? 'person' : 'thing' },
  };
};
