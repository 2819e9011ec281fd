import type { Ease } from '../../core/post-steps.ts';

/** Speed at the slow end of an eased clip, as a share of its mean speed. */
const slowest = 0.35;

/** When a frame at `share` of the clip is shown, as a share of its length, if it starts slowly. */
const startsSlowly = (share: string): string => {
  const gain = 1 - slowest;
  return `(sqrt(${slowest ** 2}+${4 * gain}*(${share}))-${slowest})/${2 * gain}`;
};
const endsSlowly = (share: string): string => `(1-${startsSlowly(`1-(${share})`)})`;

const curves: Readonly<Record<Ease, (share: string) => string>> = {
  linear: (share) => share,
  'ease-in': startsSlowly,
  'ease-out': endsSlowly,
  'ease-in-out': (share) =>
    `if(lt(${share},0.5),${startsSlowly(`2*${share}`)}/2,(1+${endsSlowly(`2*${share}-1`)})/2)`,
};

/** A filter that moves the frames of a clip of this length to other times. */
export const retimed = (seconds: number, factor: number, ease: Ease): string =>
  `setpts='${seconds / factor}*(${curves[ease](`clip(T/${seconds},0,1)`)})/TB'`;
