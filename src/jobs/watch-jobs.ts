import { Failure } from '../core/failure.ts';
import type { JobView } from '../core/job.ts';
import { findInputFiles } from '../store/input-file-rows.ts';
import { findJob, findJobs, type JobRow } from '../store/jobs.ts';
import { countAheadOf } from '../store/queue-places.ts';
import { providersOf } from './lanes.ts';
import { nextSteps } from './repeat-order.ts';
import { isDatabaseDown } from './retry-later.ts';
import type { Services } from './services.ts';
import { statusOf, whileAway } from './status.ts';

const jobViewOf = async (services: Services, job: JobRow): Promise<JobView> => ({
  ...(await statusOf(services, job)),
  owner: job.owner,
  next:
    job.outcome === 'cancelled'
      ? [{ command: 'retry', id: job.id }]
      : job.failure === null
        ? []
        : nextSteps(services, job, job.failure.kind),
});

/** One job's view, or null when it doesn't exist. */
export const jobView = async (services: Services, id: string): Promise<JobView | null> => {
  const job = await findJob(services.store.database, id);
  return job === null ? null : jobViewOf(services, job);
};

/** A readable local path of a job's first photo. Throws `Failure` `not_found`. */
export const photoOf = async (services: Services, id: string): Promise<string> => {
  const job = await findJob(services.store.database, id);
  const [photo] = job === null ? [] : await findInputFiles(services.store.database, job.order.photos);
  if (photo === undefined) throw new Failure('not_found');
  return services.storage.path(photo.file);
};

/** Polls many jobs at the cost of two queries. Only jobs that changed are read in full. */
export const openJobViews = (services: Services) => {
  let before = new Map<string, { readonly digest: string; readonly jobView: JobView }>();
  const read = async (ids: readonly string[]): Promise<readonly JobView[]> => {
    const { database } = services.store;
    const rows = ids.length === 0 ? [] : await findJobs(database, ids);
    const queued = rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
    const ahead =
      queued.length === 0
        ? new Map<string, number>()
        : await countAheadOf(database, queued, providersOf(services));
    const now: typeof before = new Map();
    for (const row of rows) {
      const waits = row.lease === null ? row.waitsFor : null;
      const digest = `${row.state} ${row.engine} ${row.fraction} ${waits ?? ''} ${ahead.get(row.id) ?? ''}`;
      const known = before.get(row.id);
      now.set(row.id, known?.digest === digest ? known : { digest, jobView: await jobViewOf(services, row) });
    }
    before = now;
    return [...now.values()].map((entry) => entry.jobView);
  };
  return async (ids: readonly string[]): Promise<readonly JobView[]> => {
    try {
      return await read(ids);
    } catch (error) {
      if (!(await isDatabaseDown(services))) throw error;
      return [...before.values()].map(({ jobView }) => ({ ...jobView, ...whileAway(jobView) }));
    }
  };
};
