import type { Agreement, Consent } from '../core/consent.ts';
import type { Order } from '../core/order.ts';
import { listConsents } from '../store/consents.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';

/**
 * The consents of an order's parent job that still apply to it: only those of the same owner. Voice consent doesn't
 * carry over to a new sound, which says other words.
 */
export const agreedBefore = async (
  { store: { database } }: Services,
  { owner, parent }: Order,
  consent: Consent,
  newSound: boolean,
): Promise<Agreement[]> => {
  if (parent === null || (consent === 'voice' && newSound)) return [];
  if ((await findJob(database, parent))?.owner !== owner) return [];
  return (await listConsents(database, parent)).filter(({ question }) => question === consent);
};
