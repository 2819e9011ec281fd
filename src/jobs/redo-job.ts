import { Failure } from '../core/failure.ts';
import { listConsents } from '../store/consents.ts';
import { findJob } from '../store/jobs.ts';
import type { Services } from './services.ts';
import { type Submitted, submit } from './submit.ts';

/**
 * Carries out once more what a failed job was asked, as a job of its own: what the first held has gone back to its owner,
 * so nobody pays twice. A job is retried once however often it is asked for; if that fails too, retry the new one.
 * Throws Failure `not_found`, `not_failed`, `expired` when its photos are gone, and those of `submit`.
 */
export const redoJob = async (services: Services, id: string): Promise<Submitted> => {
  const job = await findJob(services.store.database, id);
  if (job === null) throw new Failure('not_found');
  if (job.outcome !== 'failed') throw new Failure('not_failed');
  const agreed = await listConsents(services.store.database, job.id);
  return submit(services, { ...job.order, parent: job.id }, [], `retry:${job.id}`, undefined, agreed);
};
