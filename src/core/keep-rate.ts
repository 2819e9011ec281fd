/** Opinions about the clips that a model made with an effect: how many there are, and how many of them are good. */
export type Opinions = {
  readonly effect: string;
  readonly model: string;
  readonly count: number;
  readonly kept: number;
};

/** How many of the clips of an effect people kept, from 0 to 1, in all and by model. */
export type KeepRate = {
  readonly rate: number;
  readonly opinions: number;
  readonly models: readonly { readonly model: string; readonly rate: number; readonly opinions: number }[];
};

/** With fewer opinions, a rate says little. */
const enoughOpinions = 20;
/** How much better than its neighbour a model must be to go first. */
const clearlyBetter = 0.1;

const sum = (some: readonly Opinions[], of: 'count' | 'kept'): number =>
  some.reduce((total, opinion) => total + opinion[of], 0);

/** The kept rate of an effect, best model first; null while there are too few opinions. */
export const keepRate = (all: readonly Opinions[], effect: string): KeepRate | null => {
  const own = all.filter((opinions) => opinions.effect === effect);
  const opinions = sum(own, 'count');
  if (opinions < enoughOpinions) return null;
  const models = own
    .filter(({ count }) => count >= enoughOpinions)
    .map(({ model, count, kept }) => ({ model, rate: kept / count, opinions: Math.round(count) }))
    .toSorted((one, other) => other.rate - one.rate);
  return { rate: sum(own, 'kept') / opinions, opinions: Math.round(opinions), models };
};

/** A rate that starts as the effect's own, with as many opinions as are enough. Null while there are too few. */
const smoothed = (own: readonly Opinions[], name: string): number | null => {
  const found = own.find(({ model }) => model === name);
  if (found === undefined || found.count < enoughOpinions) return null;
  const usual = sum(own, 'kept') / sum(own, 'count');
  return (found.kept + enoughOpinions * usual) / (found.count + enoughOpinions);
};

/** Whether people keep clearly more clips from one model than from another. Never true with few opinions of either. */
export const isKeptMoreOften = (
  all: readonly Opinions[],
  effect: string,
  model: string,
  other: string,
): boolean => {
  const own = all.filter((opinions) => opinions.effect === effect);
  const [rate, usual] = [smoothed(own, model), smoothed(own, other)];
  return rate !== null && usual !== null && rate - usual >= clearlyBetter;
};
