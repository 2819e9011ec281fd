import type { Order } from './order.ts';

/** What some photos of several are called by their owner, and their numbers among those given, which others may read. */
export const photosIn = ({ names = {}, numbers = {} }: Order, ids: readonly string[]) => ({
  name: ids.flatMap((id) => names[id] ?? []).join(' + '),
  photos: ids.flatMap((id) => numbers[id] ?? []),
});
