import { randomInt } from 'node:crypto';
import { reaches } from '../core/access.ts';
import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { type Order, seedLimit } from '../core/order.ts';
import type { Visibility } from '../core/visibility.ts';

/** A seed nobody has chosen. */
export const anySeed = (): number => randomInt(seedLimit + 1);

/** Who may see what goes on from a clip: nobody to whom its owner has not shown it. */
const visibilityOf = (clip: Clip, { actor, community, visibility }: Request): Visibility => {
  if (actor.id === clip.owner) return clip.visibility === 'private' ? 'private' : visibility;
  return reaches(clip, visibility, community) ? visibility : 'private';
};

/** The order of a clip once more, for whoever asks now, with some of it changed. */
export const orderAgain = (
  clip: Clip,
  request: Request,
  change: Partial<
    Pick<
      Order,
      'seed' | 'model' | 'effect' | 'prompt' | 'motion' | 'camera' | 'seconds' | 'ratio' | 'loop' | 'post'
    >
  >,
): Order => ({
  ...clip.recipe.order,
  ...change,
  takes: 1,
  draft: false,
  owner: request.actor.id,
  community: request.community,
  visibility: visibilityOf(clip, request),
  address: request.address,
  parent: clip.job,
});
