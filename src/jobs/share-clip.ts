import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { reaches } from '../core/permission.ts';
import type { Visibility } from '../core/visibility.ts';
import { findClip, setVisibility } from '../store/clip-rows.ts';
import type { Services } from './services.ts';

/** Throws Failure `not_allowed` where a clip goes on from somebody else's that those who would see it may not see. */
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
 * Changes who may see a clip, on every surface. Hiding it hides the other takes of its job as well.
 * Throws Failure `not_allowed` for what somebody else has not shown as widely, `never_public` for what comes from among
 * adults.
 */
export const showClip = async (services: Services, clip: Clip, to: Visibility): Promise<void> => {
  if (to === 'public' && clip.recipe.order.adult) throw new Failure('never_public');
  await wantReach(services, clip, to);
  await setVisibility(services.store.database, to === 'private' ? { job: clip.job } : { id: clip.id }, to);
};
