import { Failure } from '../core/failure.ts';
import { listConsents } from '../store/consents.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';
import { type Submitted, submit } from './submit.ts';

/**
 * Runs a failed job's order again as a new job. The first job's held credits were returned, so nobody pays twice. A job
 * is retried only once however often this is called; if the retry fails too, retry the new job. Throws `Failure`
 * `not_found`, `not_failed`, `expired` when its photos are gone, and what `submit` throws.
 */
export const redoJob = async (services: Services, id: string): Promise<Submitted> => {
  const job = await findJob(services.store.database, id);
  if (job === null) throw new Failure('not_found');
  if (job.outcome !== 'failed') throw new Failure('not_failed');
  const agreed = await listConsents(services.store.database, job.id);
  return submit(services, { ...job.order, parent: job.id }, `retry:${job.id}`, agreed);
};
