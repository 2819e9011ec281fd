import type { Agreement, Consent } from '../core/consent.ts';
import type { Order } from '../core/order.ts';
import { listConsents } from '../store/consents.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';

/** What was agreed to for the job that an order goes on from, as far as it holds for the order: a new sound says other words. */
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
