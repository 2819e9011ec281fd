import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { reaches } from '../core/permission.ts';
import type { Visibility } from '../core/visibility.ts';
import { findClip, setVisibility } from '../store/clip-rows.ts';
import type { Services } from './services.ts';

/** Throws `Failure` `not_allowed` when a clip continues someone else's clip that the new viewers may not see. */
const wantReach = async (
  services: Services,
  { owner, community, recipe }: Clip,
  to: Visibility,
): Promise<void> => {
  const { after } = recipe.order;
  if (after === null || after.owner === owner || to === 'private') return;
  const first = await findClip(services.store.database, after.clip);
  if (first === null || !reaches(first, to, community)) throw new Failure('not_allowed');
};

/**
 * Changes who may see a clip, on every platform. Making it private also makes the other takes of its job private.
 * Throws `Failure` `not_allowed` when it continues someone else's clip that isn't shared as widely, and `never_public`
 * for clips from age-restricted channels.
 */
export const showClip = async (services: Services, clip: Clip, to: Visibility): Promise<void> => {
  if (to === 'public' && clip.recipe.order.adult) throw new Failure('never_public');
  await wantReach(services, clip, to);
  await setVisibility(services.store.database, to === 'private' ? { job: clip.job } : { id: clip.id }, to);
};
