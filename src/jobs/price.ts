import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { mostOf, planTakes } from './plan-takes.ts';
import type { Services } from './services.ts';
import { filesFor } from './sort-files.ts';

/** The maximum price of an order in credits, whichever candidate renders it. */
export const priceOf = async (services: Services, order: Order): Promise<number> => {
  const { frames } = await filesFor(services, order);
  return mostOf(await planTakes(services, order, frames));
};

/** The price of a draft of an order; null when no draft would be cheaper. */
export const draftPriceOf = async (
  services: Services,
  order: Order,
  credits: number,
): Promise<number | null> => {
  if (order.draft || order.engine !== null || order.model !== null) return null;
  // No engine can make a draft.
  const price = await priceOf(services, { ...order, draft: true }).catch((error: unknown) => {
    if (error instanceof Failure) return credits;
    throw error;
  });
  return price < credits ? price : null;
};
