import { randomInt } from 'node:crypto';
import { reaches } from '../core/access.ts';
import type { Clip } from '../core/clip.ts';
import type { Request } from '../core/command.ts';
import { type Order, seedLimit } from '../core/order.ts';
import { amongAdults } from '../core/rules.ts';
import type { Visibility } from '../core/visibility.ts';

/** A seed nobody has chosen. */
export const anySeed = (): number => randomInt(seedLimit + 1);

/** Who may see what goes on from a clip: nobody to whom its owner has not shown it. */
const visibilityOf = (clip: Clip, { actor, community, visibility }: Request): Visibility => {
  if (actor.id === clip.owner) return clip.visibility === 'private' ? 'private' : visibility;
  return reaches(clip, visibility, community) ? visibility : 'private';
};

/** What was made among adults stays so wherever it is made again. */
const adultOf = (clip: Clip, { adult }: Request): boolean =>
  adult === true || clip.recipe.order.adult === true;

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
  visibility: amongAdults(visibilityOf(clip, request), adultOf(clip, request)),
  adult: adultOf(clip, request),
  address: request.address,
  parent: clip.job,
});
