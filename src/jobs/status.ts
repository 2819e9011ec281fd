import { cached } from '../core/cached.ts';
import type { JobStatus } from '../core/job.ts';
import type { Target } from '../core/target.ts';
import { learnPace, type Outlook, readOutlook } from '../store/job-outlook.ts';
import { findJob, type JobRow } from '../store/jobs.ts';
import type { Store } from '../store/open-store.ts';
import type { QueueAhead } from '../store/queue-places.ts';
import { laneOf, laneWidths, providersOf, renderLane, waitIn } from './lanes.ts';
import { photoRecipients } from './photo-recipients.ts';
import { isDatabaseDown } from './retry-later.ts';
import type { CoreServices } from './services.ts';

/** Expected seconds until a waiting job starts, if jobs like it take `seconds` each. */
const waitOf = (services: CoreServices, job: JobRow, line: QueueAhead, seconds: number): number => {
  const expected = waitIn(line, laneWidths(services)[laneOf(services, job.engine)] ?? 1);
  return (expected * seconds) / Math.max(job.expectedSeconds, 0.001);
};

/** Who sees the photo: whoever renders now, and whoever is tried first for each take of a comparison. */
const seenBy = (services: CoreServices, { engine, model, candidates }: JobRow): readonly string[] | null => {
  const now = candidates.find((one) => one.engine === engine && one.model === model);
  const takes = [...new Set(candidates.map(({ take }) => take))].filter((take) => take !== undefined);
  const firsts = takes.flatMap((number) => candidates.find(({ take }) => take === number) ?? []);
  return photoRecipients(services, [now ?? { engine, model }, ...firsts]).dataGoesTo;
};

const paces = new WeakMap<Store, Map<string, () => Promise<number | null>>>();
const paceMilliseconds = 5_000;

/** Seconds per unit of work for jobs like this one, cached for a moment; null before any has run. */
const paceOf = async (
  { store }: CoreServices,
  { engine, model, order: { effect } }: JobRow,
): Promise<number | null> => {
  const known = paces.get(store) ?? new Map<string, () => Promise<number | null>>();
  paces.set(store, known);
  const key = JSON.stringify([engine, model, effect]);
  const read =
    known.get(key) ?? cached(() => learnPace(store.database, { engine, model, effect }), paceMilliseconds);
  known.set(key, read);
  const pace = await read();
  // Don't cache the null, so that the first run shows up at once.
  if (pace === null) known.delete(key);
  return pace;
};

/** A job's status, from its row, the outlook and the pace. */
export const statusFrom = (
  services: CoreServices,
  job: JobRow,
  { paused, line, clips }: Omit<Outlook, 'target'>,
  pace: number | null,
): JobStatus => {
  const queued = job.state === 'queued';
  const working = job.state !== 'done' && job.state !== 'delivering';
  // From past runs of the same engine and effect, otherwise the engine's own estimate.
  const seconds = pace === null ? job.expectedSeconds : pace * job.work;
  const wait = line === null || paused ? 0 : waitOf(services, job, line, seconds);
  const left = wait + seconds * (1 - job.fraction);
  const waitsFor = job.state === 'done' || job.lease !== null ? null : job.waitsFor;
  return {
    id: job.id,
    state: job.state,
    outcome: job.outcome,
    failure: job.failure,
    effect: job.order.effect,
    engine: job.engine,
    model: job.model,
    local: laneOf(services, job.engine) === renderLane,
    dataGoesTo: seenBy(services, job),
    credits: job.credits,
    seed: job.order.seed,
    ...(job.order.takes > 1 && { takes: job.order.takes }),
    ...(job.order.refused && { refused: job.order.refused }),
    visibility: job.order.visibility,
    queuePosition: queued && !paused ? (line?.ahead ?? 0) + 1 : null,
    fraction: job.fraction,
    ...(paused && { paused: true }),
    ...(waitsFor !== null && { waitsFor }),
    readyAt: !working || paused || waitsFor !== null ? null : Date.now() + Math.round(left * 1_000),
    clips,
  };
};

/** A job's current status for its card, and where the card is. */
export const readStatus = async (
  services: CoreServices,
  job: JobRow,
): Promise<{ readonly status: JobStatus; readonly target: Target | null }> => {
  const outlook = await readOutlook(services.store.database, job, providersOf(services));
  const ended = job.state === 'done' || job.state === 'delivering';
  const pace = ended ? null : await paceOf(services, job);
  return { status: statusFrom(services, job, outlook, pace), target: outlook.target };
};

/** A job's current status for its card. */
export const statusOf = async (services: CoreServices, job: JobRow): Promise<JobStatus> =>
  (await readStatus(services, job)).status;

/** A job's status for its owner; null when it belongs to someone else or doesn't exist. */
export const ownStatus = async (
  services: CoreServices,
  owner: string,
  id: string,
): Promise<JobStatus | null> => {
  const job = await findJob(services.store.database, id);
  return job?.owner === owner ? statusOf(services, job) : null;
};

/** A job's last known status, marked as waiting for the database. */
export const whileAway = (status: JobStatus): JobStatus => ({
  ...status,
  waitsFor: 'database',
  readyAt: null,
});

/** Follows jobs of one owner. Returns the last known status while the database is unavailable. */
export const openFollow = (
  services: CoreServices,
  owner: string,
): ((id: string) => Promise<JobStatus | null>) => {
  const last = new Map<string, JobStatus>();
  return async (id) => {
    try {
      const status = await ownStatus(services, owner, id);
      if (status === null || status.state === 'done') last.delete(id);
      else last.set(id, status);
      return status;
    } catch (error) {
      const status = last.get(id);
      if (status === undefined || !(await isDatabaseDown(services))) throw error;
      return whileAway(status);
    }
  };
};
