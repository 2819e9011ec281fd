import { Failure } from './failure.ts';
import type { Order, Ratio } from './order.ts';

/** Options that ask for more than one clip. */
export type WishedTakes = { readonly takes: number | null; readonly ratio: readonly Ratio[] | null };

/** The takes that options ask for. Throws `Failure` `takes_and_variants` if they ask for takes of two kinds. */
export const wishedTakes = ({ takes, ratio }: WishedTakes): Pick<Order, 'takes' | 'variants'> => {
  const count = takes ?? 1;
  if (ratio === null || ratio.length < 2) return { takes: count };
  if (count > 1) throw new Failure('takes_and_variants');
  return { takes: ratio.length, variants: ratio.map((one) => ({ ratio: one })) };
};
