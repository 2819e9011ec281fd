import type { DeliveryCounts } from './delivery.ts';
import { billed, type Prediction } from './prediction.ts';

type Seen = DeliveryCounts & {
  /** Creates that came in, refused and reset ones too. */
  readonly posts: number;
};

export type Counts = Readonly<Seen> & {
  readonly created: number;
  readonly billed: number;
  /** How often predictions were asked after, and in the busiest second. */
  readonly gets: number;
  readonly busiestSecond: number;
};

/** How often each of these words is there. */
const tally = <Word>(words: readonly Word[]): ReadonlyMap<Word, number> => {
  const counts = new Map<Word, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** How many of them there are for each marker. */
export const countByKey = (predictions: readonly Prediction[]): ReadonlyMap<string, number> =>
  tally(predictions.map(({ key }) => key));

export const countsOf = (all: readonly Prediction[], seen: Seen): Counts => {
  const gets = all.flatMap((prediction) => prediction.gets);
  const seconds = tally(gets.map((time) => Math.floor(time / 1000)));
  return {
    ...seen,
    created: all.length,
    billed: all.filter(billed).length,
    gets: gets.length,
    busiestSecond: [...seconds.values()].reduce((most, count) => Math.max(most, count), 0),
  };
};
