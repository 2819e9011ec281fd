import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { type Actor, can, type Permission, type Subject } from '../core/permission.ts';
import { clipsOfJob, findClip, findTakedown } from '../store/clip-rows.ts';
import { findJob, type JobRow } from '../store/jobs.ts';
import type { Services } from './services.ts';

/** Checks a permission. Throws `Failure` `not_found` for what the actor may not see, otherwise `not_allowed`. */
const guard = <T extends Subject>(actor: Actor, permission: Permission, subject: T | null): T => {
  if (subject !== null && can(actor, permission, subject)) return subject;
  throw new Failure(subject === null || !can(actor, 'view', subject) ? 'not_found' : 'not_allowed');
};

/**
 * A clip on which the actor has the permission. Throws `Failure` `not_found` or `not_allowed`; for its owner,
 * `taken_down` with the reason if an operator removed it.
 */
export const clipFor = async (
  services: Services,
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<Clip> => {
  const clip = await findClip(services.store.database, id);
  const reason = clip === null ? await findTakedown(services.store.database, id, actor.id) : null;
  if (reason !== null) throw new Failure('taken_down', { reason, contact: services.privacy.contact ?? '' });
  return guard(actor, permission, clip);
};

/**
 * The clips an ID refers to: one clip, or all takes of a job, best first. The actor needs the permission on all of
 * them. Throws `Failure` `not_found` or `not_allowed`.
 */
export const clipsFor = async (
  services: Services,
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<Clip[]> => {
  const takes = await clipsOfJob(services.store.database, id);
  return takes.length === 0
    ? [await clipFor(services, actor, permission, id)]
    : takes.map((clip) => guard(actor, permission, clip));
};

/** A job on which the actor has the permission. Throws `Failure` `not_found` or `not_allowed`. */
export const jobFor = async (
  services: Services,
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<JobRow> => {
  const job = await findJob(services.store.database, id);
  guard(actor, permission, job === null ? null : job.order);
  if (job === null) throw new Failure('not_found');
  return job;
};
