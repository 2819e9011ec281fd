import { type Order, takeOrders } from './order.ts';

const compared = ['effect', 'seed', 'motion', 'camera', 'seconds', 'ratio', 'resolution', 'model'] as const;

/** A setting of an order that another one made from it doesn't share. A prompt is never repeated. */
export type OrderChange =
  | { readonly option: 'prompt' }
  | {
      readonly option: (typeof compared)[number];
      readonly from: string | number | null;
      readonly to: string | number | null;
    };

/** How an order differs from the take of another one that it was made from, which is the most similar. */
export const changesFrom = (before: Order, after: Order): readonly OrderChange[] => {
  const all = takeOrders(before).map((take) => changesBetween(take, after));
  return all.reduce((least, one) => (one.length < least.length ? one : least));
};

type Compared = Pick<Order, (typeof compared)[number] | 'prompt'>;

/** How an order differs from the one it was made from. */
const changesBetween = (before: Compared, after: Compared): readonly OrderChange[] => [
  ...(before.prompt === after.prompt ? [] : [{ option: 'prompt' } as const]),
  ...compared
    .filter((option) => before[option] !== after[option])
    .map((option) => ({ option, from: before[option], to: after[option] })),
];
