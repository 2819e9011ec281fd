import { Failure } from '../core/failure.ts';
import { findJob } from '../store/jobs.ts';
import { balanceOf } from '../store/ledger.ts';
import { refundJob } from '../store/refund-credits.ts';
import type { Services } from './services.ts';

export type Refund = { readonly owner: string; readonly credits: number; readonly left: number };

/** Refunds what a finished job cost, only once. Throws `Failure` `not_found` or `nothing_to_refund`. */
export const refund = async (services: Services, id: string): Promise<Refund> => {
  const { database } = services.store;
  const job = await findJob(database, id);
  if (job === null) throw new Failure('not_found');
  const credits = await refundJob(database, id);
  if (credits === 0) throw new Failure('nothing_to_refund');
  return { owner: job.owner, credits, left: await balanceOf(database, job.owner) };
};
