import type { Order } from './order.ts';

const compared = ['effect', 'seed', 'motion', 'camera', 'seconds', 'ratio', 'resolution', 'model'] as const;

/** A setting of an order that another one made from it doesn't share. A prompt is never repeated. */
export type Change =
  | { readonly option: 'prompt' }
  | {
      readonly option: (typeof compared)[number];
      readonly from: string | number | null;
      readonly to: string | number | null;
    };

type Compared = Pick<Order, (typeof compared)[number] | 'prompt'>;

/** How an order differs from the one it was made from. */
export const changesBetween = (before: Compared, after: Compared): readonly Change[] => [
  ...(before.prompt === after.prompt ? [] : [{ option: 'prompt' } as const]),
  ...compared
    .filter((option) => before[option] !== after[option])
    .map((option) => ({ option, from: before[option], to: after[option] })),
];
