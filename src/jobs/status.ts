import type { Clip } from '../core/clip.ts';
import type { JobStatus } from '../core/job.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { findJob, type JobRow } from '../store/jobs.ts';
import { learnPace } from '../store/pace.ts';
import { isHeldBack } from '../store/pauses.ts';
import { lineBefore } from '../store/queue-places.ts';
import { isAway } from './freshly.ts';
import { laneOf, laneWidths, providersOf, renderLane, waitIn } from './lanes.ts';
import type { Backend } from './services.ts';

/** Seconds a whole job takes here: from past runs of the same engine and effect, else the engine's own guess. */
const estimate = async (services: Backend, job: JobRow): Promise<number> => {
  const pace = await learnPace(services.store.database, {
    engine: job.engine,
    model: job.model,
    effect: job.order.effect,
  });
  return pace === null ? job.expectedSeconds : pace * job.work;
};

/** How many jobs will be started before one that waits, and the seconds until it is, if jobs like it take so many. */
const waitOf = async (
  services: Backend,
  job: JobRow,
  seconds: number,
): Promise<{ ahead: number; wait: number }> => {
  const line = await lineBefore(services.store.database, job, providersOf(services));
  const expected = waitIn(line, laneWidths(services)[laneOf(services, job.engine)] ?? 1);
  return { ahead: line.ahead, wait: (expected * seconds) / Math.max(job.expectedSeconds, 0.001) };
};

/** Who gets to see the photo: whoever films it, and whoever restores it before. */
const seenBy = ({ engines }: Backend, { engine, model, candidates }: JobRow): readonly string[] | null => {
  const models = engines.find(({ name }) => name === engine)?.models();
  const films = models?.find(({ name }) => name === model)?.dataGoesTo ?? null;
  const restores = candidates.find((one) => one.engine === engine && one.model === model)?.alsoSeenBy;
  if (films === null || restores === undefined) return films;
  return [...films, restores];
};

/** What a card shows of a job right now; give its clips, best first, if you have them. */
export const statusOf = async (
  services: Backend,
  job: JobRow,
  made?: readonly Pick<Clip, 'id'>[],
): Promise<JobStatus> => {
  const { database } = services.store;
  const queued = job.state === 'queued';
  const working = job.state !== 'done' && job.state !== 'delivering';
  const paused = (queued || job.state === 'generating') && (await isHeldBack(database, job.id));
  const seconds = working ? await estimate(services, job) : 0;
  const { ahead, wait } = queued && !paused ? await waitOf(services, job, seconds) : { ahead: 0, wait: 0 };
  const clips = made ?? (queued ? [] : await clipsOfJob(database, job.id));
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
    visibility: job.order.visibility,
    place: queued && !paused ? ahead + 1 : null,
    fraction: job.fraction,
    ...(paused && { paused: true }),
    ...(waitsFor !== null && { waitsFor }),
    readyAt: !working || paused || waitsFor !== null ? null : Date.now() + Math.round(left * 1_000),
    clips: clips.map((clip) => clip.id),
  };
};

/** A job as its owner sees it; null when it is somebody else's or there is none. */
export const ownStatus = async (services: Backend, owner: string, id: string): Promise<JobStatus | null> => {
  const job = await findJob(services.store.database, id);
  return job?.owner === owner ? statusOf(services, job) : null;
};

/** How a job stood when the database was there last. */
export const whileAway = (status: JobStatus): JobStatus => ({
  ...status,
  waitsFor: 'database',
  readyAt: null,
});

/** Follows jobs of one owner, through times when the database is away. */
export const openFollow = (services: Backend, owner: string): ((id: string) => Promise<JobStatus | null>) => {
  const last = new Map<string, JobStatus>();
  return async (id) => {
    try {
      const status = await ownStatus(services, owner, id);
      if (status === null || status.state === 'done') last.delete(id);
      else last.set(id, status);
      return status;
    } catch (error) {
      const status = last.get(id);
      if (status === undefined || !(await isAway(services))) throw error;
      return whileAway(status);
    }
  };
};
