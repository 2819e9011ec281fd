import { type ClipFilter, everyClip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import type { JobStatus, OwnItem, OwnKind } from '../core/job.ts';
import type { ClipFile } from '../core/reply.ts';
import { findClip, listClips, listPrompts } from '../store/clip-rows.ts';
import { findJob, type JobRow, listJobs } from '../store/jobs.ts';
import { ownerOfQuestion } from '../store/open-questions.ts';
import { pendingOwner } from '../store/pending-orders.ts';
import { clipFiles } from './clip-answer.ts';
import type { CoreServices, Services } from './services.ts';
import { statusOf } from './status.ts';

/** One page of a list. `next` is the ID to continue after. */
export type Page<T> = { readonly entries: readonly T[]; readonly next: string | null };

const defaultPage = 10;

/** An owner's clips, newest first. */
export const clipsOf = async (
  services: Services,
  owner: string,
  before: string | null,
  { filter = everyClip, size = defaultPage }: { readonly filter?: ClipFilter; readonly size?: number } = {},
): Promise<Page<ClipFile>> => {
  if (before !== null && (await findClip(services.store.database, before))?.owner !== owner)
    throw new Failure('not_found');
  const clips = await listClips(services.store.database, owner, { before, limit: size + 1 }, filter);
  const shown = clips.slice(0, size);
  const next = clips.length > size ? (shown.at(-1)?.id ?? null) : null;
  return { entries: await clipFiles(services, shown), next };
};

/** How many prompts a page offers to use again. */
const maxPrompts = 12;

/** The prompts that someone used last, each with the id of a clip made with it. */
export const promptsOf = ({ store }: Pick<Services, 'store'>, owner: string) =>
  listPrompts(store.database, owner, maxPrompts);

// Every entry needs its own button on every platform.
const maxListed = 25;

/** An owner's waiting and running jobs that aren't being cancelled, oldest first, and their total count. */
export const unfinishedOf = async (
  services: Services,
  owner: string,
): Promise<{ readonly entries: readonly JobStatus[]; readonly count: number }> => {
  const page = { unfinishedOnly: true, before: null, limit: 1_000 };
  const jobs = await listJobs(services.store.database, owner, page);
  const left = jobs.filter(({ cancelRequested }) => !cancelRequested).reverse();
  const entries = await Promise.all(left.slice(0, maxListed).map((job) => statusOf(services, job)));
  return { entries, count: left.length };
};

/** The community that a clip belongs to; null when there is none. */
export const communityBehind = async (
  { store: { database } }: CoreServices,
  id: string,
): Promise<string | null> => (await findClip(database, id))?.community ?? null;

/** The owner of a clip, a job, a pending order or a question; null when there is none with this ID. */
export const ownerBehind = async (
  { store: { database } }: CoreServices,
  id: string,
): Promise<string | null> =>
  (await findClip(database, id))?.owner ??
  (await findJob(database, id))?.owner ??
  (await pendingOwner(database, id)) ??
  (await ownerOfQuestion(database, id));

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
