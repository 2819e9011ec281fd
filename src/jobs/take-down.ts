import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { type Actor, can } from '../core/permission.ts';
import type { TakedownReason } from '../core/reported-clip.ts';
import { isSideBySide } from '../core/variants.ts';
import { clipsOfJob, findClip, writeTakedown } from '../store/clip-rows.ts';
import { findContaining } from '../store/hidden-clips.ts';
import { findJob } from '../store/jobs.ts';
import { anyReported } from '../store/reports.ts';
import { cancel } from './cancel-job.ts';
import { eraseDelivered } from './erase-posts.ts';
import { tellOwner } from './one-message.ts';
import { removeClip } from './remove.ts';
import type { Services } from './services.ts';

const operator: Actor = { id: '', communities: [], moderates: [], operator: true };

export type TakenDown = {
  readonly effect: string;
  readonly clips: number;
  readonly notified: boolean;
  readonly stays: number;
};

/** One clip, or all remaining clips of a job. Throws `Failure` `not_found`. */
const meant = async (services: Services, id: string): Promise<readonly [Clip, ...Clip[]]> => {
  const takes = await clipsOfJob(services.store.database, id);
  const [first, ...rest] = takes.length > 0 ? takes : [await findClip(services.store.database, id)];
  if (first === undefined || first === null) throw new Failure('not_found');
  return [first, ...rest.filter((clip) => clip !== null)];
};

/** Removes clips of one job with the messages that show them, and tells their owner why. */
const removeFor = async (
  services: Services,
  clips: readonly [Clip, ...Clip[]],
  reason: TakedownReason,
): Promise<Pick<TakenDown, 'notified' | 'stays'>> => {
  let stays = 0;
  for (const clip of clips) {
    await writeTakedown(services.store.database, clip.id, reason);
    stays += await removeClip(services, clip);
  }
  const [first] = clips;
  // The result's other clips stay in their owner's list.
  stays += await eraseDelivered(services, first.job);
  const { effect } = first.recipe.order;
  const values = { effect, reason, contact: services.privacy.contact };
  return { stays, notified: await tellOwner(services, first, { key: 'taken_down', values }) };
};

/** The clips of other jobs that contain these clips of one job, by job. Those that are still being made are cancelled. */
const containingClips = async (
  services: Services,
  clips: readonly [Clip, ...Clip[]],
): Promise<readonly Clip[][]> => {
  const { database } = services.store;
  const found: Clip[][] = [];
  const beside = (await clipsOfJob(database, clips[0].job)).filter((other) =>
    clips.some(({ id }) => isSideBySide(other, id)),
  );
  const ids = [...clips, ...beside].map(({ id }) => id);
  for (const id of await findContaining(database, ids)) {
    const row = await findJob(database, id);
    if (row !== null && row.state !== 'done') await cancel(services, row);
    found.push(await clipsOfJob(database, id));
  }
  return found;
};

/**
 * Removes a clip, or all takes of a job, for everyone, with the messages that show them and the clips that contain them,
 * then tells their owners why. The reason stays with what is left of the rows. Throws `Failure` `not_found`, or
 * `private_clip` if they are private and nobody reported them.
 */
export const takeDown = async (
  services: Services,
  id: string,
  reason: TakedownReason,
): Promise<TakenDown> => {
  const clips = await meant(services, id);
  const reported = await anyReported(
    services.store.database,
    clips.map((clip) => clip.id),
  );
  if (!clips.some((clip) => can(operator, 'delete', { ...clip, reported })))
    throw new Failure('private_clip');
  const [first] = clips;
  const containing = await containingClips(services, clips);
  const removed = await removeFor(services, clips, reason);
  let [count, stays] = [clips.length, removed.stays];
  for (const [other, ...more] of containing) {
    if (other === undefined) continue;
    stays += (await removeFor(services, [other, ...more], reason)).stays;
    count += 1 + more.length;
  }
  return { effect: first.recipe.order.effect, clips: count, notified: removed.notified, stays };
};
