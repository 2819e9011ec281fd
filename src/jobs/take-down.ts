import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { type Actor, can } from '../core/permission.ts';
import type { TakedownReason } from '../core/takedown-reasons.ts';
import { clipsOfJob, findClip, writeTakedown } from '../store/clip-rows.ts';
import { anyReported } from '../store/reports.ts';
import { eraseDelivered } from './erase-posts.ts';
import { removeClip } from './remove.ts';
import type { Services } from './services.ts';
import { tellOwner } from './tell-owner.ts';

const operator: Actor = { id: '', communities: [], moderates: [], operator: true };

export type TakenDown = { readonly effect: string; readonly clips: number; readonly told: boolean };

/** One clip, or all remaining clips of a job. Throws `Failure` `not_found`. */
const meant = async (services: Services, id: string): Promise<readonly [Clip, ...Clip[]]> => {
  const takes = await clipsOfJob(services.store.database, id);
  const [first, ...rest] = takes.length > 0 ? takes : [await findClip(services.store.database, id)];
  if (first === undefined || first === null) throw new Failure('not_found');
  return [first, ...rest.filter((clip) => clip !== null)];
};

/**
 * Removes a clip, or all takes of a job, for everyone, then tells their owner why. The reason stays with what is left
 * of the row. Throws `Failure` `not_found`, or `private_clip` if they are private and nobody reported them.
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
  for (const clip of clips) {
    await writeTakedown(services.store.database, clip.id, reason);
    await removeClip(services, clip);
  }
  const [first] = clips;
  const { effect } = first.recipe.order;
  if ((await clipsOfJob(services.store.database, first.job)).length === 0)
    await eraseDelivered(services, first.job);
  const told = await tellOwner(services, first, {
    key: 'taken_down',
    values: { effect, reason, contact: services.privacy.contact },
  });
  return { effect, clips: clips.length, told };
};
