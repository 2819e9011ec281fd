import type { OwnItem, OwnKind } from '../core/job.ts';
import { listClips } from '../store/clip-rows.ts';
import { type JobRow, listJobs } from '../store/jobs.ts';
import type { CoreServices } from './services.ts';

const limit = 200;

const itemOf = ({ id, order, createdAt }: JobRow): OwnItem => ({
  id,
  effect: order.effect,
  prompt: order.prompt,
  at: createdAt,
});

const hasFailed = ({ state, failure, outcome }: JobRow): boolean =>
  state === 'done' && (failure !== null || outcome === 'cancelled');

/** Someone's latest clips or jobs to choose from, newest first. */
export const ownItems = async (
  { store: { database } }: Pick<CoreServices, 'store'>,
  owner: string,
  kind: OwnKind,
): Promise<readonly OwnItem[]> => {
  if (kind === 'clip') {
    const clips = await listClips(database, owner, { before: null, limit });
    return clips.map(({ id, recipe: { order }, createdAt }) => ({
      id,
      effect: order.effect,
      prompt: order.prompt,
      at: createdAt,
    }));
  }
  const jobs = await listJobs(database, owner, { unfinishedOnly: kind === 'waiting', before: null, limit });
  return jobs.filter((job) => kind === 'waiting' || hasFailed(job)).map(itemOf);
};
