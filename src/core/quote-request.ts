import type { Order } from './order.ts';

/** The parts of an order that determine who renders it and the price. */
export type QuoteRequest = Pick<Order, 'owner'> &
  Partial<
    Pick<
      Order,
      | 'effect'
      | 'prompt'
      | 'engine'
      | 'model'
      | 'camera'
      | 'motion'
      | 'seconds'
      | 'ratio'
      | 'resolution'
      | 'fps'
      | 'draft'
      | 'commercial'
      | 'last'
      | 'negative'
      | 'references'
      | 'takes'
      | 'variants'
      | 'loop'
    >
  >;
