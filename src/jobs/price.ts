import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { filesFor } from './input-files.ts';
import { holdsFor, route } from './route.ts';
import type { Services } from './services.ts';

/** The most that an order will cost, in credits, whoever films it in the end. */
export const priceOf = async (services: Services, order: Order): Promise<number> => {
  const { photos } = await filesFor(services, order);
  const [most = 0] = holdsFor(route(services, order, order.seed, photos), 0);
  return most * order.takes;
};

/** What a cheap look first would cost; null where there is none that is cheaper. */
export const draftPriceOf = async (
  services: Services,
  order: Order,
  credits: number,
): Promise<number | null> => {
  if (order.draft || order.engine !== null || order.model !== null) return null;
  // Where nothing makes drafts, nobody films one.
  const price = await priceOf(services, { ...order, draft: true }).catch((error: unknown) => {
    if (error instanceof Failure) return credits;
    throw error;
  });
  return price < credits ? price : null;
};
